/** One arrow: a link to its details. */
import type { Arrow, ArrowKind } from '../../../diagram/sequence.js';
import { findingLink, type HtmlContext } from '../context.js';
import { type Content, html, type Markup } from '../escape.js';
import { around, fitted, LABEL_GAP, type Lanes, laneAt, laneOf, percent } from './geometry.js';
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
/** Cells that the first and the second finding's number take away from the label. */
const BADGE_CELLS = [0, 1, 6];

/** A reset alone is none: many clients and servers end in this way what has been sent whole. */
export function isFailed({ arrow, role }: Arrow): boolean {
  return role === 'error' || arrow === 'failed-open';
}

export function arrowMarkup({ step, top, height }: Placed<Arrow>, lanes: Lanes, context: HtmlContext): Markup {
  const { prefix } = context;
  const middle = top + Math.round(height * SHAFT);
  const failed = isFailed(step);
  const classes = `arrow ${step.arrow}-arrow ${laneClass(step.from)}${failed ? ' failed' : ''}`;
  return html`<a class="${classes}" href="#${prefix}${step.id}-details">
<title>${titleOf(step, lanes, context)}</title>
<rect class="hit" y="${top + 1}" width="100%" height="${height - 2}" rx="4"/>
${shaft(step, lanes, middle)}${end(step, lanes, middle)}${start(step, lanes, middle)}
${label(step, lanes, middle - 9, context)}
${below(step, lanes, middle + 14, context)}
</a>
${badges(step.findings, failed, top, context)}`;
}

/** `frames 20–42, 0.01, client → server: SYN: the client opens the data connection`. */
function titleOf(
  { frame, lastFrame, moment, from, to, text, note }: Arrow,
  lanes: Lanes,
  { words }: HtmlContext,
): string {
  const way = `${laneOf(lanes, from).title} → ${laneOf(lanes, to).title}`;
  const where = `${words.html.sequence.frame(frame, lastFrame)}, ${moment}, ${way}`;
  return `${where}: ${note === null ? text : `${text} (${note})`}`;
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

/** Pixels from the middle of an opener's mark to its sides. */
const MARK_HALF = 18;

function hasMark({ arrow }: Pick<Arrow, 'arrow'>): boolean {
  return arrow === 'open' || arrow === 'failed-open';
}

/** The opener of a data connection cannot be missed: a filled mark with the word SYN. */
function start({ arrow, from }: Arrow, lanes: Lanes, middle: number): Markup | null {
  if (!hasMark({ arrow })) return null;
  return around(
    laneAt(lanes, from),
    middle,
    html`<rect class="mark" x="${-MARK_HALF}" y="-10" width="${2 * MARK_HALF}" height="20" rx="10"/><text class="on-mark" y="4.5">SYN</text>`,
  );
}

/** Above the shaft, from its left end. */
function label(step: Arrow, lanes: Lanes, y: number, { words, glyphs }: HtmlContext): Content {
  const { opens, tries } = words.html.sequence;
  const left = Math.min(laneAt(lanes, step.from), laneAt(lanes, step.to));
  const failed = isFailed(step) ? html`<tspan class="lead">✕</tspan> ` : null;
  const opener = laneOf(lanes, step.from).title;
  // Where there is little room, what matters: who opens.
  const brief = step.arrow === 'open' ? opens(opener) : step.arrow === 'failed-open' ? tries(opener) : step.text;
  const classes = step.arrow === 'command' || step.arrow === 'reply' ? ' wire' : brief === step.text ? '' : ' lead';
  const taken = (failed === null ? 0 : 2) + (BADGE_CELLS[Math.min(step.findings.length, MAX_BADGES)] ?? 0);
  return fitted(
    (size) => (size === 'narrow' ? brief : step.text),
    { room: roomAfter(left, lanes), taken, ellipsis: glyphs.ellipsis },
    (shown, sizes) =>
      html`<text class="label${classes}${sizes}" x="${percent(left)}" dx="${LABEL_GAP}" y="${y}">${failed}${shown}</text>`,
  );
}

/** Beyond the far lane where there are three: nothing else stands there. */
function roomAfter(left: number, lanes: Lanes): number {
  return (lanes.size > 2 ? 98 : 92) - left;
}

/** Below the shaft: what explains it, or frame and moment where there is no room for them at the side. */
function below(step: Arrow, lanes: Lanes, y: number, { glyphs }: HtmlContext): Content {
  const left = Math.min(laneAt(lanes, step.from), laneAt(lanes, step.to));
  // Beside the mark of the opener, not on it.
  const gap = hasMark(step) && laneAt(lanes, step.from) === left ? MARK_HALF + 4 : LABEL_GAP;
  const meta = `${frameRange(step.frame, step.lastFrame)} · ${step.moment}`;
  return fitted(
    (size) => (size === 'narrow' ? meta : (step.note ?? '')),
    { room: roomAfter(left, lanes), print: 'small', ellipsis: glyphs.ellipsis },
    (shown, sizes) => html`<text class="meta${sizes}" x="${percent(left)}" dx="${gap}" y="${y}">${shown}</text>`,
  );
}

export function frameRange(first: number, last: number): string {
  return first === last ? String(first) : `${first}–${last}`;
}

/** The findings that name it, at the right edge; links where the page has them. */
export function badges(findings: readonly string[], failed: boolean, top: number, context: HtmlContext): Content {
  const classes = failed ? 'badge failed' : 'badge';
  return findings.slice(0, MAX_BADGES).map((id, n) => {
    const drawing = html`<rect x="${-34 * (n + 1)}" width="32" height="24" rx="12"/><text x="${-34 * n - 18}" y="16.5">${id}</text>`;
    const placed = around(100, top + 1, drawing);
    if (!context.findings.has(id))
      return html`<g class="${classes}">${placed}</g>
`;
    return html`<a class="${classes}" href="#${context.prefix}${id}">${placed}</a>
`;
  });
}

export function findingLinks(findings: readonly string[], context: HtmlContext): Content[] {
  return findings.map((id) => findingLink(id, context));
}
