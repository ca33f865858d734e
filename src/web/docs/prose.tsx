import type { FC } from "hono/jsx";

/** Plain text in which what stands between backticks is code. */
export const Prose: FC<{ text: string }> = ({ text }) => (
  <>{text.split("`").map((part, i) => (i % 2 === 1 ? <code>{part}</code> : part))}</>
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
