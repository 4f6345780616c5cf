/** One arrow: a link to its details. */
import type { Arrow, ArrowKind } from '../../../diagram/sequence.js';
import { textWidth } from '../../text-width.js';
import { findingLink, type HtmlContext } from '../context.js';
import { type Content, html, type Markup } from '../escape.js';
import { around, fitted, LABEL_GAP, type Lanes, laneAt, percent } from './geometry.js';
import { laneClass, SHAFT } from './lanes.js';
import type { Placed } from './layout.js';

/** Pixels of a head, by how thick its arrow is drawn. */
const HEAD = { thin: { length: 10, half: 5 }, double: { length: 12, half: 8 }, thick: { length: 16, half: 10 } };

const THICKNESS: Readonly<Record<ArrowKind, keyof typeof HEAD>> = {
  handshake: 'thin',
  command: 'thin',
  reply: 'thin',
  open: 'double',
  'failed-open': 'double',
  data: 'thick',
  close: 'double',
  reset: 'double',
  release: 'thin',
};

/** A SYN that came to nothing ends here, of its way. */
const LOST_AT = 0.82;

/** Findings that have room beside an arrow; its details have all. */
const MAX_BADGES = 2;
/** Cells that a finding's number takes away from the label. */
const BADGE_CELLS = 4;

export function isFailed({ arrow, role }: Arrow): boolean {
  return role === 'error' || arrow === 'failed-open' || arrow === 'reset';
}

export function arrowMarkup({ step, top, height }: Placed<Arrow>, lanes: Lanes, context: HtmlContext): Markup {
  const { prefix } = context;
  const middle = top + Math.round(height * SHAFT);
  const failed = isFailed(step);
  const classes = `arrow ${step.arrow}-arrow ${laneClass(step.from)}${failed ? ' failed' : ''}`;
  return html`<a class="${classes}" href="#${prefix}${step.id}-details">
<title>${titleOf(step, context)}</title>
<rect class="hit" y="${top + 1}" width="100%" height="${height - 2}" rx="4"/>
${shaft(step, lanes, middle)}${end(step, lanes, middle)}${start(step, lanes, middle)}
${label(step, lanes, middle - 10, context)}
${meta(step, lanes, middle + 14)}
</a>
${badges(step, top, context)}`;
}

/** `frames 20–42, 0.01: server opens, SYN …`. */
function titleOf({ frame, lastFrame, moment, arrow, from, to, text }: Arrow, { words }: HtmlContext): string {
  const { sequence } = words.html;
  const what = arrow === 'open' ? `${sequence.opens[from]}: ${text}` : text;
  return `${sequence.frame(frame, lastFrame)}, ${moment}, ${words.html.sequence.lane[from]} → ${words.html.sequence.lane[to]}: ${what}`;
}

/** Clipped at its lanes; at the end there is room for the head. */
function shaft({ arrow, from, to }: Arrow, lanes: Lanes, middle: number): Markup {
  const a = laneAt(lanes, from);
  const b = laneAt(lanes, to);
  const { length, half } = HEAD[THICKNESS[arrow]];
  const right = b > a;
  const lost = arrow === 'failed-open';
  const x1 = lost && !right ? percent(100 * (1 - LOST_AT)) : '0';
  const x2 = lost && right ? percent(100 * LOST_AT) : '100%';
  const line = (y: number): Markup => html`<line x1="${x1}" x2="${x2}" y1="${y}" y2="${y}"/>`;
  const lines = THICKNESS[arrow] === 'double' ? [line(half - 2.5), line(half + 2.5)] : line(half);
  const shift = lost ? 0 : right ? -length + 1 : length - 1;
  return html`<svg class="shaft" x="${percent(Math.min(a, b))}" y="${middle - half}" width="${percent(Math.abs(b - a))}" height="${2 * half}"><g transform="translate(${shift})">${lines}</g></svg>`;
}

/** What the arrow ends with: a head, or a cross where it did not arrive or ended the connection by force. */
function end({ arrow, from, to }: Arrow, lanes: Lanes, middle: number): Markup {
  const a = laneAt(lanes, from);
  const b = laneAt(lanes, to);
  if (arrow === 'failed-open') return around(a + (b - a) * LOST_AT, middle, html`<path class="cross" d="${CROSS}"/>`);
  const { length, half } = HEAD[THICKNESS[arrow]];
  const back = b > a ? -length : length;
  const head = around(b, middle, html`<path class="head" d="M0 0L${back} ${-half}V${half}Z"/>`);
  if (arrow !== 'reset') return head;
  return html`${head}${around(a + (b - a) / 2, middle, html`<path class="cross" d="${CROSS}"/>`)}`;
}

const CROSS = 'M-7 -7L7 7M-7 7L7 -7';

/** The opener of a data connection cannot be missed: a filled mark with the word SYN. */
function start({ arrow, from }: Arrow, lanes: Lanes, middle: number): Markup | null {
  if (arrow !== 'open' && arrow !== 'failed-open') return null;
  return around(
    laneAt(lanes, from),
    middle,
    html`<rect class="mark" x="-18" y="-10" width="36" height="20" rx="10"/><text class="on-mark" y="4.5">SYN</text>`,
  );
}

/** Above the shaft, from its left end. */
function label(step: Arrow, lanes: Lanes, y: number, { words, glyphs }: HtmlContext): Content {
  const left = Math.min(laneAt(lanes, step.from), laneAt(lanes, step.to));
  const right = lanes.size > 2 ? 98 : 92;
  const strong = leadOf(step, words.html.sequence);
  const taken = textWidth(strong) + 1 + Math.min(step.findings.length, MAX_BADGES) * BADGE_CELLS;
  const wire = step.arrow === 'command' || step.arrow === 'reply' ? ' wire' : '';
  const lead = strong === '' ? null : html`<tspan class="lead">${strong}</tspan> `;
  return fitted(
    step.text,
    right - left,
    taken,
    glyphs.ellipsis,
    (shown, width) =>
      html`<text class="label${wire} ${width}" x="${percent(left)}" dx="${LABEL_GAP}" y="${y}">${lead}${shown}</text>`,
  );
}

/** Said before the text: who opens, and that something failed. */
function leadOf(step: Arrow, { opens, tries }: HtmlContext['words']['html']['sequence']): string {
  if (step.arrow === 'open') return opens[step.from];
  if (step.arrow === 'failed-open') return `✕ ${tries[step.from]}`;
  return isFailed(step) ? '✕' : '';
}

/** Frame and moment below the shaft, where there is no room for them at the side. */
function meta({ from, to, frame, lastFrame, moment }: Arrow, lanes: Lanes, y: number): Markup {
  const left = Math.min(laneAt(lanes, from), laneAt(lanes, to));
  return html`<text class="meta" x="${percent(left)}" dx="${LABEL_GAP}" y="${y}">${frameRange(frame, lastFrame)} · ${moment}</text>`;
}

export function frameRange(first: number, last: number): string {
  return first === last ? String(first) : `${first}–${last}`;
}

/** The findings that name it, at the right edge; links where the page has them. */
function badges({ findings, ...step }: Arrow, top: number, context: HtmlContext): Content {
  const failed = isFailed({ findings, ...step }) ? ' failed' : '';
  return findings.slice(0, MAX_BADGES).map((id, n) => {
    const drawing = html`<rect x="${-34 * (n + 1)}" width="32" height="24" rx="12"/><text x="${-34 * n - 18}" y="16.5">${id}</text>`;
    const placed = around(100, top + 1, drawing);
    if (!context.findings.has(id))
      return html`<g class="badge${failed}">${placed}</g>
`;
    return html`<a class="badge${failed}" href="#${context.prefix}${id}">${placed}</a>
`;
  });
}

export function findingLinks({ findings }: Arrow, context: HtmlContext): Content[] {
  return findings.map((id) => findingLink(id, context));
}
