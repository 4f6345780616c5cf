/** Texts, tables and entries. */
export const TEXT = `
p { margin: 0.5rem 0; }
.client { color: var(--client); }
.server { color: var(--server); }
.other-server { color: var(--other); }
.ok { color: var(--ok); }
.warn { color: var(--warn); }
.error { color: var(--error); }
.dim { color: var(--dim); }
.strong { font-weight: 600; }
span.error, p.error { font-weight: 600; }
.part, td, dd, li { unicode-bidi: isolate; }
.facts { color: var(--dim); font-size: 0.9375rem; }
.facts .plain { color: var(--text); }
.note { padding: 0.6rem 0.9rem; border-left: 4px solid; border-radius: 0.25rem; }
.note.info { border-color: var(--strong-line); background: var(--surface); }
.note.warning { border-color: var(--warn); background: var(--warn-ground); }
.note.error { border-color: var(--error); background: var(--error-ground); font-weight: inherit; color: inherit; }
.note.warning strong { color: var(--warn); }
.note.error strong { color: var(--error); }
h4 { margin: 1.75rem 0 0; font-size: 1rem; line-height: 1.5; color: var(--dim); font-weight: 400; }
h4 .strong { color: var(--text); font-weight: 700; }
h4 .error, h4 .warn, h4 .ok { padding: 0.1rem 0.5rem; border-radius: 1rem; font-size: 0.875rem; font-weight: 600; }
h4 .error { background: var(--error-ground); }
h4 .warn { background: var(--warn-ground); }
h4 .ok { background: var(--ok-ground); }
:target { background: var(--chosen); outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.scroll { overflow-x: auto; margin: 0.5rem 0 1rem; border: 1px solid var(--line); border-radius: 0.6rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.45; }
th, td { padding: 0.4rem 0.75rem; text-align: left; vertical-align: top; white-space: nowrap; overflow-wrap: normal; }
thead th { background: var(--surface); color: var(--dim); font-size: 0.8125rem; font-weight: 600; border-bottom: 1px solid var(--line); }
tbody th { font-weight: 600; }
tbody tr:not(.detail) > * { border-top: 1px solid var(--line); }
tbody tr:first-child > * { border-top: 0; }
tr.detail td { padding-top: 0; color: var(--dim); white-space: normal; font-size: 0.875rem; overflow-wrap: anywhere; }
th.right, td.right { text-align: right; }
td.wrap { white-space: normal; min-width: 14rem; overflow-wrap: anywhere; }
td.pre { white-space: pre-wrap; }
table.timeline td { padding-block: 0.2rem; }
table.timeline tbody tr > * { border-top-color: transparent; }
table.timeline tbody tr:hover { background: var(--surface); }
table.timeline td:nth-child(3) { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 0.875rem; }
dl.entries { display: grid; grid-template-columns: minmax(5rem, max-content) minmax(0, 1fr); gap: 0.5rem 1.25rem; margin: 0.75rem 0 1.25rem; }
dl.entries > dt { font-weight: 600; max-width: 12rem; }
dl.entries > dd { margin: 0; min-width: 0; }
dd .facts { margin-top: 0.1rem; font-size: 0.875rem; }
dd ol, dd ul { margin: 0; padding-left: 1.4rem; }
dd ul.pairs { list-style: none; padding: 0; display: table; }
.pairs li { display: table-row; }
.pairs li > * { display: table-cell; padding-bottom: 0.2rem; }
.pairs .term { padding-right: 1rem; color: var(--dim); white-space: nowrap; }
code { font-size: 0.875em; }
.copyable { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.6rem; max-width: 100%; }
.copyable code { padding: 0.25rem 0.5rem; border-radius: 0.35rem; background: var(--surface); border: 1px solid var(--line); }
@media (max-width: 40rem) {
  h1 { font-size: 1.5rem; }
  article > header { padding: 0.85rem 0.9rem; }
  th, td { padding: 0.35rem 0.5rem; }
  table { font-size: 0.875rem; }
  td.wrap { min-width: 8.5rem; }
  dl.entries { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dl.entries > dd { margin-bottom: 0.75rem; }
  .pairs li { display: block; }
  .pairs li > * { display: inline; padding: 0; }
  .pairs .term { padding-right: 0.5rem; }
  table.timeline thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.timeline, table.timeline tbody { display: block; }
  table.timeline tr { display: grid; grid-template-columns: 3.5rem 6rem minmax(4.5rem, max-content) 1fr; padding: 0.2rem 0; }
  table.timeline td { padding: 0.1rem 0.5rem; }
  table.timeline td:nth-child(5) { grid-column: 1 / -1; min-width: 0; padding-left: 1.5rem; }
  table.timeline td:empty { display: none; }
}
`;
