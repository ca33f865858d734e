import type { FC } from "hono/jsx";

const spans = /(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(#[^)]+\))/;

const Span: FC<{ text: string }> = ({ text }) => {
  if (text.startsWith("`")) return <code>{text.slice(1, -1)}</code>;
  if (text.startsWith("**")) return <strong>{text.slice(2, -2)}</strong>;
  const [, label, anchor] = /^\[(.+)\]\((#.+)\)$/.exec(text) ?? [];
  return anchor === undefined ? text : <a href={anchor}>{label}</a>;
};

/** One paragraph. Of Markdown it knows code, bold text and links within the page. */
export const Prose: FC<{ text: string }> = ({ text }) => (
  <>
    {text.split(spans).map((part) => (
      <Span text={part} />
    ))}
  </>
);

/** Paragraphs, and blocks of code between fences. */
export const Paragraphs: FC<{ text: string }> = ({ text }) => (
  <>
    {text.split(/\n{2,}/).map((block) =>
      block.startsWith("```") ? (
        <pre class="block" tabindex={0}>
          <code>{block.replace(/^```.*\n|\n```$/g, "")}</code>
        </pre>
      ) : (
        <p class="prose">
          <Prose text={block} />
        </p>
      ),
    )}
  </>
);

/** A path that breaks into lines at its slashes. */
export const BreakablePath: FC<{ path: string }> = ({ path }) => (
  <>
    {path.split("/").map((part, i) => (
      <>
        {i > 1 ? <wbr /> : null}
        {i > 0 ? "/" : ""}
        {part}
      </>
    ))}
  </>
);
