/** Of every page. Light or dark as the system is; no font, picture or script is fetched. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f3ee, #14131a);
  --card: light-dark(#fffdfa, #1d1b25);
  --ink: light-dark(#1c1930, #f1eef8);
  --soft: light-dark(#6a6580, #a29cb8);
  --line: light-dark(#e6e0d6, #322f3f);
  --accent: light-dark(#5a31d6, #a58bff);
  --on-accent: light-dark(#ffffff, #17122b);
  --note: light-dark(#fff1cc, #3a2f12);
  --note-ink: light-dark(#6b4a00, #f5d78a);
  --bad: light-dark(#b3261e, #ff9a8f);
  --good: light-dark(#1b7a43, #7fdba5);
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100dvh; display: grid; grid-template-rows: auto 1fr auto;
  background: radial-gradient(70rem 40rem at 85% -10%, color-mix(in srgb, var(--accent) 13%, transparent), transparent), var(--paper);
  color: var(--ink);
  font: 16px/1.5 ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
.note { margin: 0; padding: .6rem 1rem; text-align: center; font-size: .9rem; background: var(--note); color: var(--note-ink); }
.note strong { font-weight: 650; }
button, .button {
  display: block; width: 100%; font: inherit; font-weight: 620; text-align: center; text-decoration: none; cursor: pointer;
  padding: .85rem 1rem; border-radius: .75rem; border: 1px solid transparent;
}
.quiet { background: none; color: var(--ink); border-color: var(--line); font-weight: 500; }
.quiet:hover { border-color: var(--soft); }
:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 50%, transparent); outline-offset: 2px; }
.alert { margin: 0 0 1.2rem; padding: .75rem 1rem; border-radius: .7rem; color: var(--bad); background: color-mix(in srgb, var(--bad) 10%, transparent); }
footer { padding: 1rem; text-align: center; font-size: .82rem; color: var(--soft); overflow-wrap: anywhere; }
footer code { font-size: .95em; }
`;
