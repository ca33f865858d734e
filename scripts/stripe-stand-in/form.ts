import { invalid } from "./stripe-fault.ts";

/** What a form-encoded body with brackets says: text, lists and objects of them. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };
type Branch = Map<string, Branch | string>;

const steps = (name: string): string[] => {
  const parts = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!parts) throw invalid(`Invalid parameter name: ${name}`, name, "parameter_unknown");
  const [, first = "", rest = ""] = parts;
  return [first, ...Array.from(rest.matchAll(/\[([^[\]]*)\]/g), ([, inner = ""]) => inner)];
};

const put = (root: Branch, name: string, value: string): void => {
  const path = steps(name);
  const last = path.pop() ?? "";
  let branch = root;
  for (const step of path) {
    const next = branch.get(step) ?? new Map();
    if (typeof next === "string") throw invalid(`Invalid parameter: ${name}`, name);
    branch.set(step, next);
    branch = next;
  }
  // a[]=x&a[]=y counts on.
  branch.set(last === "" ? String(branch.size) : last, value);
};

const grown = (branch: Branch): FormValue => {
  const entries = [...branch].map(
    ([name, value]) => [name, typeof value === "string" ? value : grown(value)] as const,
  );
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
};

/** `line_items[0][price_data][currency]=eur` as { line_items: [{ price_data: { currency: "eur" } }] }. */
export const parseForm = (text: string): { [name: string]: FormValue } => {
  const root: Branch = new Map();
  for (const [name, value] of new URLSearchParams(text)) put(root, name, value);
  const form = grown(root);
  return typeof form === "object" && !Array.isArray(form) ? form : {};
};

export const queryOf = (url: string): string => new URL(url).search.slice(1);
