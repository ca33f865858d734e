import type { FC } from "hono/jsx";
import { type ApiSchema, refName } from "./api-document.ts";
import { Prose } from "./prose.tsx";

const SchemaLink: FC<{ name: string }> = ({ name }) => <a href={`#schema-${name}`}>{name}</a>;

/** In a few words: `string`, `Hold[]`, `integer or null`. */
export const TypeOf: FC<{ schema: ApiSchema }> = ({ schema }) => {
  const name = refName(schema);
  if (name !== undefined) return <SchemaLink name={name} />;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices)
    return (
      <>
        {choices.map((choice, i) => (
          <>
            {i > 0 ? " or " : ""}
            <TypeOf schema={choice} />
          </>
        ))}
      </>
    );
  if (schema.allOf?.[0]) return <TypeOf schema={schema.allOf[0]} />;
  if (schema.items)
    return (
      <>
        list of <TypeOf schema={schema.items} />
      </>
    );
  if (schema.const !== undefined) return <code>{JSON.stringify(schema.const)}</code>;
  const types = [schema.type ?? "anything"].flat().join(" or ");
  return <>{schema.format ? `${types}, ${schema.format}` : types}</>;
};

const rangeOf = (low: number | undefined, high: number | undefined): string => {
  // The whole numbers that JSON carries exactly are no limit worth telling.
  const told = (bound: number | undefined): bound is number =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  if (told(low) && told(high)) return low === high ? `${low}` : `${low} to ${high}`;
  if (told(low)) return `at least ${low}`;
  return told(high) ? `at most ${high}` : "";
};

const limitsOf = ({ minimum, maximum, minLength, maxLength }: ApiSchema): string => {
  const length = rangeOf(minLength || undefined, maxLength);
  return [rangeOf(minimum, maximum), length && `${length} characters`].filter(Boolean).join(", ");
};

/** One line of a list of fields or parameters. */
export const FieldRow: FC<{
  name: string;
  schema: ApiSchema;
  required: boolean;
  description?: string | undefined;
}> = ({ name, schema, required, description }) => {
  const values = schema.enum ?? schema.items?.enum;
  const limits = limitsOf(schema);
  const text = description ?? schema.description;
  return (
    <li class="field">
      <div class="field-head">
        <code class="field-name">{name}</code>
        <span class="field-type">
          <TypeOf schema={schema} />
        </span>
        {required ? null : <span class="optional">optional</span>}
      </div>
      {text ? (
        <p>
          <Prose text={text} />
        </p>
      ) : null}
      {values ? (
        <p class="values">
          {values.map((value) => (
            <code>{String(value)}</code>
          ))}
        </p>
      ) : null}
      {limits ? <p class="limits">{limits}</p> : null}
      {schema.properties ? <Fields schema={schema} /> : null}
      {schema.items?.properties ? <Fields schema={schema.items} /> : null}
    </li>
  );
};

export const Fields: FC<{ schema: ApiSchema }> = ({ schema }) => (
  <ul class="fields">
    {Object.entries(schema.properties ?? {}).map(([name, property]) => (
      <FieldRow name={name} schema={property} required={schema.required?.includes(name) ?? false} />
    ))}
  </ul>
);

/** What a body or an answer is: a link to its schema, or its fields. */
export const SchemaSummary: FC<{ schema: ApiSchema }> = ({ schema }) =>
  schema.properties ? <Fields schema={schema} /> : <TypeOf schema={schema} />;
