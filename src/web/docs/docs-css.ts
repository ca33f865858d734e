export const docsCss = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fbfaf8, #14130f);
  --panel: light-dark(#ffffff, #1c1a16);
  --ink: light-dark(#1d1a16, #ece8e1);
  --soft: light-dark(#6a635a, #a39b90);
  --line: light-dark(#e6e1d9, #322e28);
  --accent: light-dark(#b3261e, #ff8a7a);
  --tint: light-dark(#f4f0ea, #25221d);
  --code-ground: light-dark(#201d19, #0c0b09);
  --code-ink: #efe9df;
  --get: light-dark(#1b6e4b, #6fd3a4);
  --post: light-dark(#2451a6, #8fb4ff);
  --put: light-dark(#8a5a00, #f0bf6a);
  --delete: light-dark(#b3261e, #ff8a7a);
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .2em; }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
code { font-family: var(--mono); font-size: .875em; }
ul { list-style: none; margin: 0; padding: 0; }
p { margin: .5rem 0; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; z-index: 9; background: var(--panel); padding: .5rem 1rem; }

.top { position: sticky; top: 0; z-index: 5; display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: .8rem clamp(1rem, 3vw, 2.5rem); background: color-mix(in srgb, var(--ground) 88%, transparent); backdrop-filter: blur(10px); border-bottom: 1px solid var(--line); }
.brand { display: flex; align-items: center; gap: .6rem; font-weight: 680; letter-spacing: -.01em; text-decoration: none; }
.brand small { color: var(--soft); font-weight: 450; font-size: .85em; }
.mark { width: 1.5rem; height: .95rem; border-radius: 3px; background: radial-gradient(circle at 0 50%, var(--ground) .22rem, transparent .23rem), radial-gradient(circle at 100% 50%, var(--ground) .22rem, transparent .23rem), var(--accent); }
.raw { font: .85rem var(--mono); color: var(--soft); }

.columns { display: grid; grid-template-columns: 17.5rem minmax(0, 1fr); max-width: 96rem; margin: 0 auto; }
aside { position: sticky; top: 3.4rem; height: calc(100vh - 3.4rem); overflow-y: auto; padding: 1.5rem .75rem 4rem 1.5rem; border-right: 1px solid var(--line); scrollbar-width: thin; }
nav ul { margin-bottom: .4rem; }
nav a { display: flex; align-items: baseline; gap: .5rem; padding: .22rem .5rem; border-radius: 6px; text-decoration: none; font-size: .82rem; color: var(--soft); }
nav a:hover { background: var(--tint); color: var(--ink); }
nav details { margin-top: .6rem; }
nav summary { display: flex; align-items: baseline; gap: .5rem; padding: .22rem .5rem; border-radius: 6px; cursor: pointer; list-style: none; }
nav summary::-webkit-details-marker { display: none; }
nav summary::before { content: ""; flex: none; width: .34rem; height: .34rem; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: translateY(-.1rem) rotate(-45deg); transition: transform .12s; }
nav details[open] > summary::before { transform: translateY(-.16rem) rotate(45deg); }
nav summary:hover { background: var(--tint); }
nav summary a { padding: 0; font: inherit; color: inherit; }
.nav-group { font-weight: 650; font-size: .9rem; color: var(--ink); }
nav > a.nav-group { margin-top: .6rem; font-weight: 650; font-size: .9rem; color: var(--ink); padding-left: 1.35rem; }
.count { margin-left: auto; font-size: .72rem; font-weight: 450; color: var(--soft); }
.nav-path { font-family: var(--mono); font-size: .74rem; line-height: 1.35; overflow-wrap: break-word; min-width: 0; }
main { min-width: 0; padding: 2.5rem clamp(1rem, 3.5vw, 3.5rem) 8rem; }
.contents-small { display: none; }

h1 { font-size: clamp(2rem, 5vw, 3.1rem); line-height: 1.08; letter-spacing: -.035em; font-weight: 720; margin: 0 0 1.2rem; text-wrap: balance; }
h2 { font-size: 1.75rem; letter-spacing: -.025em; font-weight: 700; margin: 4.5rem 0 .25rem; }
h3 { font-size: 1.15rem; letter-spacing: -.012em; line-height: 1.3; margin: 0 0 .6rem; text-wrap: balance; }
h3 a { text-decoration: none; }
h4 { font-size: .74rem; letter-spacing: .07em; text-transform: uppercase; color: var(--soft); margin: 1.6rem 0 .3rem; }
.prose { max-width: 44rem; }
.intro .prose { font-size: 1.08rem; color: var(--soft); }
.block { margin: .8rem 0; padding: .7rem .9rem; border-radius: 8px; background: var(--tint); font-size: .82rem; line-height: 1.55; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.block code { font-size: inherit; }
.lead { color: var(--soft); margin: 0 0 1.2rem; max-width: 44rem; }

.operation { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 30rem); gap: clamp(1.5rem, 3vw, 3rem); padding: 2.2rem 0; border-top: 1px solid var(--line); }
.operation:target h3, .schema:target h3 { color: var(--accent); }
.operation-code { position: sticky; top: 4.6rem; align-self: start; display: grid; gap: 1rem; min-width: 0; }
.address { display: flex; flex-wrap: wrap; align-items: baseline; gap: .6rem; overflow-wrap: anywhere; }
.method { flex: none; font: 700 .66rem/1 var(--mono); letter-spacing: .04em; padding: .3em .5em; border-radius: 4px; color: var(--soft); background: color-mix(in srgb, currentColor 12%, transparent); }
nav .method { min-width: 3.1rem; text-align: center; font-size: .58rem; }
.method-get { color: var(--get); } .method-post { color: var(--post); } .method-put, .method-patch { color: var(--put); } .method-delete { color: var(--delete); }
.needs { display: inline-block; margin: 0 .5rem 0 0; font-size: .8rem; color: var(--soft); padding: .1rem .6rem; border: 1px solid var(--line); border-radius: 99px; }

.field { padding: .55rem 0; border-top: 1px solid var(--line); }
.fields > .field:first-child { border-top: 0; }
.field p { margin: .15rem 0 0; font-size: .9rem; color: var(--soft); }
.field-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .15rem .6rem; }
.field-name { font-weight: 650; }
.field-type, .optional, .media, .limits { font-size: .82rem; color: var(--soft); }
.optional { font-style: italic; }
.field .fields { margin: .4rem 0 0 .2rem; padding-left: .9rem; border-left: 2px solid var(--line); }
.values { display: flex; flex-wrap: wrap; gap: .3rem; }
.values code { background: var(--tint); padding: .05rem .4rem; border-radius: 4px; }
.media { font-family: var(--mono); }
.answers li, .problems li { display: grid; grid-template-columns: 3.4rem minmax(0, 1fr); gap: .6rem; padding: .4rem 0; font-size: .92rem; }
.answers .media { display: block; overflow-wrap: anywhere; }
.status { font: 650 .85rem/1.8 var(--mono); color: var(--get); }
.answers li:last-child .status { white-space: normal; line-height: 1.35; } .answers li:last-child .status, .status-4 { color: var(--put); }
.status-5 { color: var(--delete); }

.code { margin: 0; border-radius: 10px; background: var(--code-ground); color: var(--code-ink); overflow: hidden; border: 1px solid var(--line); }
.code figcaption { padding: .5rem 1rem; font-size: .74rem; letter-spacing: .05em; color: #a89f92; border-bottom: 1px solid #ffffff14; }
.code pre { margin: 0; padding: .9rem 1rem; overflow: auto; max-height: 26rem; font-size: .82rem; line-height: 1.5; scrollbar-width: thin; scrollbar-color: #ffffff30 transparent; }
.code pre code { font-size: inherit; user-select: all; }
.code-wrapped pre { white-space: pre-wrap; overflow-wrap: anywhere; }

.problems { border: 1px solid var(--line); border-radius: 12px; background: var(--panel); padding: .3rem 1.1rem; }
.problems li { padding: .6rem 0; border-top: 1px solid var(--line); }
.problems li:first-child { border-top: 0; }
.problems li:target { background: color-mix(in srgb, var(--accent) 9%, transparent); margin: 0 -1.1rem; padding-inline: 1.1rem; }
.problem-code { font-weight: 650; text-decoration: none; overflow-wrap: anywhere; }
.problem-meaning { display: block; color: var(--soft); }
.schema { padding: 1.4rem 0; border-top: 1px solid var(--line); max-width: 52rem; }

@media (max-width: 75rem) { .operation { grid-template-columns: minmax(0, 1fr); gap: 1rem; } .operation-code { position: static; } }
@media (max-width: 56rem) {
  .columns { display: block; }
  aside { display: none; }
  main { padding-top: 1.8rem; }
  .contents-small { display: block; margin: 1.5rem 0 0; border: 1px solid var(--line); border-radius: 10px; background: var(--panel); padding: .2rem .6rem; }
  .contents-small summary { padding: .6rem; font-weight: 600; cursor: pointer; }
  nav a { padding-block: .5rem; }
  h2 { margin-top: 3.2rem; }
}
@media print { aside, .contents-small { display: none; } .columns { display: block; } .code pre { max-height: none; white-space: pre-wrap; } }
`;
