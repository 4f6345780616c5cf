/** Sequence diagrams and time charts. */
export const DRAWINGS = `
figure { margin: 1rem 0 1.5rem; }
figcaption { margin-bottom: 0.75rem; color: var(--dim); font-size: 0.9375rem; }
figcaption strong { display: block; color: var(--text); }
.drawing, .panel, .plot { border: 1px solid var(--line); border-radius: 0.75rem; background: var(--surface); }
.drawing { container-type: inline-size; }
svg { display: block; }
svg svg { display: inline; }
svg text { fill: var(--text); font-size: 13px; }
svg a { cursor: pointer; }
.stage { display: grid; gap: 1rem; }
.hint { display: none; color: var(--dim); font-size: 0.875rem; }
.lanes { position: sticky; top: 0; z-index: 1; display: flex; justify-content: space-between; gap: 0.75rem; padding: 0.6rem 0.75rem; border-bottom: 1px solid var(--line); border-radius: 0.75rem 0.75rem 0 0; background: var(--surface); font-size: 0.875rem; line-height: 1.35; }
.lanes > div { min-width: 0; }
.lanes > :last-child { text-align: right; }
.lanes > :nth-child(2):not(:last-child) { text-align: center; }
.lanes strong, .lanes .address { display: block; }
.lanes .address { color: var(--text); font-size: 0.75rem; }
.ladder { padding: 0.25rem 0; }
.rungs { display: flex; }
.gutter { display: none; flex: none; }
.gutter text { text-anchor: end; }
.gutter .frame { font-weight: 600; }
.gutter .moment, .meta { fill: var(--dim); font-size: 11px; }
.arrows { flex: 1; min-width: 0; }
.lane { stroke: var(--strong-line); stroke-width: 2; }
.open { fill: var(--strong-line); }
.hit { fill: transparent; }
a.arrow:hover .hit { fill: var(--raised); }
a.arrow[aria-current] .hit, a.arrow:target .hit { fill: var(--chosen); }
a.arrow:focus, a.badge:focus { outline: none; }
a.arrow:focus-visible .hit { fill: var(--chosen); stroke: var(--accent); stroke-width: 2; }
a.badge:focus-visible rect { stroke-width: 3; }
.arrow { --ink: var(--client); }
.arrow.server { --ink: var(--server); }
.arrow.other-server { --ink: var(--other); }
.arrow.failed { --ink: var(--error); }
.shaft line { stroke: var(--ink); stroke-width: 1.5; }
.open-arrow .shaft line, .failed-open-arrow .shaft line { stroke-width: 2; }
.data-arrow .shaft line { stroke-width: 9; }
.failed .shaft line { stroke-dasharray: 7 5; }
.head { fill: var(--ink); }
.cross { fill: none; stroke: var(--error); stroke-width: 3.5; stroke-linecap: round; }
.reset-arrow:not(.failed) .cross { stroke: var(--ink); }
.mark { fill: var(--ink); }
svg .on-mark { fill: var(--on-color); font-size: 11px; font-weight: 700; text-anchor: middle; }
svg .label { paint-order: stroke; stroke: var(--surface); stroke-width: 4px; stroke-linejoin: round; }
a.arrow[aria-current] .label, a.arrow:focus-visible .label { stroke: var(--chosen); }
svg .wire { font-size: 12px; }
.lead { font-weight: 700; fill: var(--ink); }
.badge rect { fill: var(--raised); stroke: var(--strong-line); }
.badge text { text-anchor: middle; font-size: 12px; font-weight: 600; }
a.badge text { fill: var(--accent); text-decoration: underline; }
.badge.failed rect { fill: var(--error-ground); stroke: var(--error); }
.badge.failed text { fill: var(--error); }
.fit:not(.narrow) { display: none; }
@container (min-width: 600px) {
  .gutter { display: block; }
  .lanes { padding-left: 7.5rem; }
  .fit.fit { display: none; }
  .fit.wide { display: inline; }
}
@container (min-width: 800px) {
  .fit.wide { display: none; }
  .fit.broad { display: inline; }
}
.rule { stroke: var(--line); stroke-width: 1.5; }
.blank { fill: var(--surface); }
.broken { stroke: var(--dim); stroke-width: 2; stroke-dasharray: 2 4; }
.pill { fill: var(--raised); stroke: var(--line); }
svg .on-pill { fill: var(--dim); text-anchor: middle; font-size: 12px; }
.remark .on-pill { fill: var(--text); font-weight: 600; }
.remark.ok .on-pill { fill: var(--ok); }
.remark.warn .on-pill { fill: var(--warn); }
.remark.error .on-pill { fill: var(--error); }
.legend { color: var(--dim); font-size: 0.875rem; }
ul.legend { display: flex; flex-wrap: wrap; gap: 0.35rem 1.5rem; margin: 0.5rem 0; padding: 0; list-style: none; }
.legend li { display: flex; align-items: center; gap: 0.5rem; }
.legend svg { flex: none; overflow: visible; }
.steps ol { margin: 0.5rem 0; padding: 0; list-style: none; }
.steps li { padding: 0.75rem; border-top: 1px solid var(--line); scroll-margin-top: 5rem; }
.steps .pause, .steps .omission { color: var(--dim); }
.where { margin: 0; }
.more { margin: -0.3rem 0 0.4rem; color: var(--dim); font-size: 0.875rem; }
.what { margin: 0.15rem 0 0.4rem; font-weight: 600; white-space: pre-wrap; }
.panel dl, .steps dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 1rem; margin: 0; font-size: 0.875rem; }
.panel dt, .steps dt { color: var(--dim); max-width: 9rem; overflow-wrap: normal; }
.panel dd, .steps dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.panel dd:last-child, .panel dt:last-of-type { grid-column: 1 / -1; }
.panel dt:last-of-type { margin-top: 0.4rem; }
.panel { padding: 0.9rem 1rem; }
.panel .close { float: right; min-height: 2.25rem; font-size: 1.125rem; line-height: 1; margin: -0.35rem -0.35rem 0 0.5rem; }
@media (min-width: 56rem) {
  .js .stage { grid-template-columns: minmax(0, 1fr) 19rem; }
  .js .side { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow-y: auto; }
  .js .hint { display: block; }
  .js .panel:not([hidden]) + .hint { display: none; }
}
@media (max-width: 55.99rem) {
  .js .side { position: sticky; bottom: 0; z-index: 2; }
  .js .panel { max-height: 42vh; overflow-y: auto; border-radius: 0.75rem 0.75rem 0 0; background: var(--raised); box-shadow: 0 -6px 24px #0004; }
  .js a.arrow { scroll-margin-bottom: 44vh; }
}
.plot { padding: 0.5rem 0.75rem; overflow: hidden; }
.plot svg { overflow: visible; }
.axis { margin: 0.25rem 0; color: var(--dim); font-size: 0.8125rem; text-align: right; }
.tick { stroke: var(--line); }
svg .tick-text { fill: var(--dim); font-size: 11px; text-anchor: middle; }
svg .start { text-anchor: start; }
svg .end { text-anchor: end; }
.bar { --ink: var(--client); }
.bar.active { --ink: var(--server); }
.bar.unknown { --ink: var(--dim); }
.bar.session { --ink: var(--strong-line); }
.bar.failed { --ink: var(--error); }
.bar.passive rect { fill: var(--ink); }
.bar.session rect { fill: var(--strong-line); }
.bar.transfer rect { stroke: var(--ink); }
.bar.failed rect { stroke-dasharray: 4 3; }
.bar.failed.passive rect { fill: var(--error-ground); }
pattern .ground { fill: var(--surface); }
.active .ink { fill: var(--server); }
.unknown .ink { fill: var(--dim); }
.active-failed .ink, .unknown-failed .ink { fill: var(--error); }
.bar.session .lead, .bar.unknown .lead { fill: var(--text); }
.bar.failed .lead { fill: var(--error); }
svg .caption { font-size: 12.5px; paint-order: stroke; stroke: var(--surface); stroke-width: 4px; }
svg .measure { fill: var(--dim); }
figure.chart { container-type: inline-size; }
`;
