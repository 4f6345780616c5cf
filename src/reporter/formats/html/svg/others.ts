/** What stands between the arrows. */
import type { Step } from '../../../diagram/sequence.js';
import { textWidth } from '../../text-width.js';
import type { HtmlContext } from '../context.js';
import { html, type Markup } from '../escape.js';
import { badges } from './arrow.js';
import { around, fitted, type Lanes } from './geometry.js';
import type { Placed } from './layout.js';

type Other = Exclude<Step, { kind: 'arrow' }>;

/** Pixels a cell, and beside the text. */
const CELL = 7.3;
const PADDING = 12;

/** Lanes are dotted where time or steps are left out. */
export function otherMarkup({ step, top, height }: Placed<Other>, lanes: Lanes, context: HtmlContext): Markup {
  const middle = top + height / 2;
  const breaks =
    step.kind === 'remark'
      ? html`<line class="rule" x1="0" x2="100%" y1="${middle}" y2="${middle}"/>`
      : [...lanes.values()].map(({ at }) => around(at, top, broken(height)));
  const role = step.kind === 'remark' && step.role !== null ? ` ${step.role}` : '';
  return html`<g class="${step.kind}${role}">${breaks}${fitted(step.text, { room: 84, taken: 4, ellipsis: context.glyphs.ellipsis }, (shown, sizes) => pill(shown, sizes, middle))}</g>${step.kind === 'remark' ? badges(step.findings, step.role === 'error', middle - 13, context) : null}
`;
}

function broken(height: number): Markup {
  return html`<rect class="blank" x="-3" y="2" width="6" height="${height - 4}"/><line class="broken" x1="0" x2="0" y1="5" y2="${height - 4}"/>`;
}

function pill(text: string, sizes: string, middle: number): Markup {
  const half = Math.round((textWidth(text) * CELL) / 2) + PADDING;
  return html`<g class="pill-text${sizes}">${around(
    50,
    middle,
    html`<rect class="pill" x="${-half}" y="-12" width="${2 * half}" height="24" rx="12"/><text class="on-pill" y="4.5">${text}</text>`,
  )}</g>`;
}
