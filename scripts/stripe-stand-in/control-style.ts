/** Of the control page, on top of what all pages have. */
export const controlStyle = `
main { width: min(78rem, 100% - 2rem); margin: clamp(1rem, 4vh, 2.5rem) auto; align-self: start; }
header { margin-block-end: 1.6rem; }
h1 { margin: 0 0 .2rem; font-size: clamp(1.7rem, 4vw, 2.3rem); line-height: 1.1; letter-spacing: -.03em; }
header p { margin: 0; color: var(--soft); }
.alert { position: sticky; inset-block-start: .75rem; z-index: 1; background: color-mix(in srgb, var(--bad) 12%, var(--card)); }
.board { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: 1.25rem; align-items: start; }
section {
  background: var(--card); border: 1px solid var(--line); border-radius: 1.1rem; padding: clamp(1rem, 2.4vw, 1.5rem);
  margin-block-end: 1.25rem; box-shadow: 0 1px 2px rgb(20 10 60 / .05); scroll-margin-block-start: 5rem;
}
section:target { border-color: color-mix(in srgb, var(--accent) 45%, var(--line)); }
h2 { margin: 0 0 .8rem; font-size: 1.1rem; letter-spacing: -.01em; }
h3 { margin: 1.2rem 0 .5rem; font-size: .8rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); }
ul { list-style: none; margin: 0; padding: 0; }
.rows li { padding: .8rem 0; border-block-start: 1px solid var(--line); }
.rows li:first-child { border: 0; padding-block-start: 0; }
.rows li:last-child { padding-block-end: 0; }
.line { display: flex; align-items: baseline; gap: .6rem; }
.line strong { font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: 650; }
.line .type { flex: 1; min-width: 0; white-space: normal; overflow-wrap: anywhere; font-weight: 560; font-size: .95rem; }
.what { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--soft); font-size: .93rem; }
small { display: block; color: var(--soft); font-size: .8rem; overflow-wrap: anywhere; }
code { font-size: .95em; }
.badge { flex: none; padding: .1rem .6rem; border-radius: 99px; font-size: .76rem; font-weight: 600; color: var(--tone); background: color-mix(in srgb, var(--tone) 12%, transparent); }
.badge.good { --tone: var(--good); } .badge.bad { --tone: var(--bad); }
.badge.wait { --tone: var(--accent); } .badge.plain { --tone: var(--soft); }
.acts { display: flex; flex-wrap: wrap; gap: .4rem; margin-block-start: .5rem; }
.acts:not(:has(*)) { display: none; }
form.inline { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; }
section > form.inline { margin-block: .7rem; }
section > form.inline:last-child { margin-block-end: 0; }
form.inline + .rows { margin-block-start: 1.1rem; }
.small {
  width: auto; display: inline-block; padding: .3rem .75rem; border-radius: .55rem; font-size: .85rem; font-weight: 520;
  background: none; color: var(--ink); border: 1px solid var(--line);
}
.small:hover { border-color: var(--accent); color: var(--accent); }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; }
.fields > :first-child:nth-last-child(odd) { grid-column: 1 / -1; }
.buttons { display: flex; flex-wrap: wrap; gap: .4rem; margin-block-start: .7rem; }
.field span { display: block; font-size: .78rem; color: var(--soft); margin-block-end: .15rem; }
input, select {
  width: 100%; font: inherit; font-size: .9rem; color: var(--ink); background: var(--paper); padding: .35rem .6rem;
  border: 1px solid var(--line); border-radius: .55rem; min-height: 2.2rem;
}
.inline .field { display: flex; align-items: center; gap: .4rem; }
.inline .field span { margin: 0; } .inline input { width: 6.5rem; min-height: 0; padding: .22rem .5rem; font-size: .85rem; }
.rules li { padding: .45rem .7rem; margin-block-end: .35rem; border-radius: .55rem; font-size: .88rem; background: color-mix(in srgb, var(--bad) 8%, transparent); overflow-wrap: anywhere; }
.rules b { font-weight: 650; margin-inline-end: .35rem; }
.none, .say { margin: 0; color: var(--soft); font-size: .9rem; }
.now { margin: 0; font-variant-numeric: tabular-nums; font-weight: 560; }
@media (max-width: 56rem) { .board { grid-template-columns: minmax(0, 1fr); gap: 0; } }
`;
