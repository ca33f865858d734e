/** Of the payment page, on top of what all pages have. */
export const payStyle = `
main {
  width: min(61rem, 100% - 2rem); margin: clamp(1rem, 5vh, 4rem) auto; align-self: start;
  display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.05fr);
  background: var(--card); border: 1px solid var(--line); border-radius: 1.25rem; overflow: hidden;
  box-shadow: 0 1px 2px rgb(20 10 60 / .05), 0 24px 60px -24px rgb(20 10 60 / .25);
}
main > * { padding: clamp(1.4rem, 4vw, 2.75rem); }
.order { border-inline-end: 1px dashed var(--line); background: color-mix(in srgb, var(--accent) 4%, transparent); position: relative; }
.order::before, .order::after {
  content: ""; position: absolute; inset-inline-end: -.8rem; width: 1.5rem; height: 1.5rem; border-radius: 50%;
  background: var(--paper); border: 1px solid var(--line);
}
.order::before { inset-block-start: -.8rem; } .order::after { inset-block-end: -.8rem; }
.eyebrow { margin: 0 0 .3rem; font-size: .78rem; letter-spacing: .09em; text-transform: uppercase; color: var(--soft); }
h1 { margin: 0 0 1.6rem; font-size: clamp(2rem, 5vw, 2.6rem); line-height: 1.1; letter-spacing: -.03em; font-variant-numeric: tabular-nums; }
h2 { margin: 0 0 1rem; font-size: 1.1rem; letter-spacing: -.01em; }
ul { list-style: none; margin: 0; padding: 0; }
.lines li { display: flex; justify-content: space-between; gap: 1rem; padding: .8rem 0; border-block-end: 1px solid var(--line); }
.lines small { display: block; color: var(--soft); }
.lines span, .total span { font-variant-numeric: tabular-nums; white-space: nowrap; }
.total { display: flex; justify-content: space-between; margin: 1rem 0 0; font-weight: 650; }
.facts { margin: 1.8rem 0 0; color: var(--soft); font-size: .88rem; overflow-wrap: anywhere; }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; }
legend { padding: 0; margin-block-end: .6rem; font-size: .9rem; color: var(--soft); }
.cards label {
  display: flex; align-items: center; gap: .75rem; padding: .65rem .85rem; margin-block-end: .45rem;
  border: 1px solid var(--line); border-radius: .7rem; cursor: pointer;
}
.cards label:hover { border-color: color-mix(in srgb, var(--accent) 55%, var(--line)); }
.cards label:has(:checked) { border-color: var(--accent); background: color-mix(in srgb, var(--accent) 8%, transparent); }
.cards input { accent-color: var(--accent); width: 1.05rem; height: 1.05rem; margin: 0; flex: none; }
.cards span { flex: 1; } .cards code { color: var(--soft); font-size: .82rem; white-space: nowrap; }
.pay { background: var(--accent); color: var(--on-accent); box-shadow: 0 8px 20px -10px var(--accent); }
.pay:hover { filter: brightness(1.08); }
.others { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; margin-block-start: .6rem; }
.others > :last-child:nth-child(odd) { grid-column: 1 / -1; }
.others small { display: block; font-weight: 400; font-size: .78rem; line-height: 1.35; color: var(--soft); }
.state { grid-column: 1 / -1; text-align: center; padding-block: clamp(3rem, 10vh, 6rem); }
.state .mark { font-size: 2rem; display: grid; place-items: center; width: 4.2rem; height: 4.2rem; margin: 0 auto 1.2rem; border-radius: 50%; background: color-mix(in srgb, currentColor 13%, transparent); }
.state .good { color: var(--good); } .state .bad { color: var(--bad); }
.state p { margin: 0 auto 1.6rem; max-width: 34rem; color: var(--soft); text-wrap: balance; }
.state h1 { margin-block-end: .6rem; font-size: 1.7rem; }
.state .button { width: auto; display: inline-block; }
@media (max-width: 46rem) {
  main { grid-template-columns: minmax(0, 1fr); }
  .order { border-inline-end: 0; border-block-end: 1px dashed var(--line); }
  .order::before { display: none; }
  .order::after { inset-inline-end: auto; inset-inline-start: calc(50% - .75rem); }
}
@media (max-width: 30rem) {
  .cards label { display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; }
  .cards code { grid-column: 2; }
}
`;
