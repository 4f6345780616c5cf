/** The page and how it is divided. */
export const PAGE = `
*, ::before, ::after { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
code, .wire, .address, .kind { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "Noto Sans CJK SC", monospace; }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: 0.5rem; top: -6rem; z-index: 3; padding: 0.75rem 1rem; background: var(--raised); border: 1px solid var(--line); }
.skip:focus { top: 0.5rem; }
header.page, footer.page, main { max-width: 84rem; margin: 0 auto; padding: 0 clamp(0.75rem, 3vw, 2rem); }
header.page { padding-top: 1.5rem; }
.brand { margin: 0; color: var(--dim); font-size: 0.8125rem; font-weight: 600; letter-spacing: 0.06em; }
h1 { margin: 0 0 1.25rem; font-size: 1.875rem; line-height: 1.2; letter-spacing: -0.01em; }
footer.page { margin-top: 3rem; padding-bottom: 2rem; color: var(--dim); font-size: 0.875rem; }
footer.page p { border-top: 1px solid var(--line); padding-top: 1rem; }
article + article { margin-top: 4rem; }
article > header { padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--surface); }
article > header > :last-child { margin-bottom: 0; }
h2 { margin: 0 0 0.25rem; font-size: 1.125rem; line-height: 1.4; }
h3 { margin: 0 0 0.5rem; font-size: 1.25rem; line-height: 1.35; }
section { padding-top: 1.75rem; }
nav.contents { margin-top: 1.25rem; font-size: 0.875rem; }
nav.contents p { margin: 0; color: var(--dim); font-weight: 600; }
nav.contents ul { list-style: none; margin: 0; padding: 0; max-height: 16rem; overflow-y: auto; }
nav.contents a { display: block; padding: 0.6rem 0.75rem 0.6rem 0.75rem; border-left: 2px solid var(--line); text-decoration: none; line-height: 1.35; }
nav.contents a:hover { border-color: var(--accent); background: var(--surface); }
nav.contents .finding a { padding-left: 1.75rem; }
@media (min-width: 72rem) {
  .columns { display: grid; grid-template-columns: minmax(0, 1fr) 15rem; gap: 2.5rem; }
  .columns > nav { order: 2; position: sticky; top: 1rem; align-self: start; margin-top: 1.75rem; }
  .columns nav ul { max-height: calc(100vh - 5rem); }
  .columns nav a { padding-top: 0.3rem; padding-bottom: 0.3rem; }
}
#status { position: fixed; left: 50%; bottom: 1rem; z-index: 4; transform: translateX(-50%); max-width: calc(100vw - 1.5rem); margin: 0; border-radius: 0.5rem; background: var(--text); color: var(--ground); font-size: 0.875rem; }
@media (max-width: 55.99rem) { #status { bottom: auto; top: 0.75rem; width: max-content; } }
#status:not(:empty) { padding: 0.6rem 1rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; opacity: 0; left: 0; top: 0; }
button { min-width: 2.75rem; min-height: 2rem; padding: 0.1rem 0.6rem; border: 1px solid var(--strong-line); border-radius: 0.4rem; background: var(--raised); color: var(--text); font: inherit; font-size: 0.8125rem; cursor: pointer; }
button:hover { border-color: var(--accent); color: var(--accent); }
@media (pointer: coarse) { button { min-height: 2.75rem; } summary { padding-block: 0.6rem; } }
summary { cursor: pointer; padding-block: 0.35rem; color: var(--accent); }
`;
