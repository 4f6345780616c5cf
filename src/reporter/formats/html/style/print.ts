/** On paper: everything unfolded that scrolls, nothing that is only for pointing at. */
export const PRINT = `
@media print {
  @page { margin: 15mm; }
  body { font-size: 10pt; }
  header.page, footer.page, main { max-width: none; padding: 0; }
  nav.contents, button, .panel, .hint, #status, .skip, details:not([open]) { display: none !important; }
  .js .stage, .stage, .columns { display: block; }
  .scroll { overflow: visible; }
  .lanes { position: static; }
  table { font-size: 8.5pt; }
  th, td, td.wrap { white-space: normal; min-width: 0; }
  td.right, td.left:first-child { white-space: nowrap; }
  thead { display: table-header-group; }
  tr, dd li, .note, .rungs, .plot, article > header { break-inside: avoid; }
  tr.detail { break-before: avoid; }
  h2, h3, h4, figcaption { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  .drawing, .lanes, .lane, .shaft, .bar, .copyable code { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
