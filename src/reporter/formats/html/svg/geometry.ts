/**
 * Where things stand in a drawing. Across everything is told in per cent of its width and down in pixels, so that a
 * drawing fills a phone as well as a desktop while its letters keep the size of the page's.
 */
import type { Lane, LaneName } from '../../../diagram/sequence.js';
import { cutText, textWidth } from '../../text-width.js';
import { type Content, html, type Markup } from '../escape.js';

/** The outer lanes, per cent; the numbers of findings stand outside of them. */
const FIRST_LANE = 8;
const LAST_LANE = 92;

/** Pixels: the narrowest drawing that is thought of, and one from which the longer labels are shown. */
const NARROW = 296;
const WIDE = 560;
/** Pixels that a cell takes in a label: those of the monospaced font. */
const CELL = 7.3;
/** Pixels between a lane and a label. */
export const LABEL_GAP = 12;

/** Places across, per cent, by lane. */
export type Lanes = ReadonlyMap<LaneName, number>;

export function placeLanes(lanes: readonly Lane[]): Lanes {
  const step = (LAST_LANE - FIRST_LANE) / Math.max(lanes.length - 1, 1);
  return new Map(lanes.map(({ name }, n) => [name, FIRST_LANE + n * step]));
}

export function laneAt(lanes: Lanes, name: LaneName): number {
  return lanes.get(name) ?? FIRST_LANE;
}

export function percent(value: number): string {
  return `${Number(value.toFixed(3))}%`;
}

/** Cells that `text` may take where `room` per cent of the width are left for it. */
function cells(room: number, width: number, taken: number): number {
  return Math.max(Math.floor(((room / 100) * width - LABEL_GAP) / CELL) - taken, 6);
}

/**
 * A label cut to the room that there is, once for narrow and once for wide drawings where that makes a difference.
 * `taken`: cells that stand before or behind it.
 */
export function fitted(
  text: string,
  room: number,
  taken: number,
  ellipsis: string,
  draw: (shown: string, width: 'narrow' | 'wide' | 'any') => Markup,
): Content {
  const narrow = cells(room, NARROW, taken);
  if (text.length <= narrow && textWidth(text) <= narrow) return draw(text, 'any');
  return [
    draw(cutText(text, narrow, 'end', ellipsis), 'narrow'),
    draw(cutText(text, cells(room, WIDE, taken), 'end', ellipsis), 'wide'),
  ];
}

/** Drawn around a point: `x` per cent, `y` pixels. */
export function around(x: number, y: number, drawing: Content): Markup {
  return html`<svg x="${percent(x)}" y="${y}" width="1" height="1" overflow="visible">${drawing}</svg>`;
}
