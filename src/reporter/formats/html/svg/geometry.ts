/**
 * Where things stand in a drawing. Across everything is told in per cent of its width and down in pixels, so that a
 * drawing fills a phone as well as a desktop while its letters keep the size of the page's.
 */
import type { Lane, LaneName } from '../../../diagram/sequence.js';
import { sanitize } from '../../../sanitize.js';
import { cutText } from '../../text-width.js';
import { type Content, html, type Markup } from '../escape.js';

/** The outer lanes, per cent; the numbers of findings stand outside of them. */
const FIRST_LANE = 8;
const LAST_LANE = 92;

/** Pixels: widths that a drawing is thought of in, from which on each of them is used (see the style sheet). */
const SIZES = { narrow: 326, wide: 500, broad: 700 } as const;
type Size = keyof typeof SIZES;
const SIZE_NAMES = ['narrow', 'wide', 'broad'] as const satisfies readonly Size[];

/** Pixels that a cell takes: in a label, whose font may be monospaced, and in the small print below an arrow. */
const CELL = { label: 7.3, small: 6.2 };

/** Pixels between a lane and a label. */
export const LABEL_GAP = 12;

/** Place across, per cent, and what it is called. */
export interface PlacedLane {
  readonly at: number;
  readonly title: string;
}

export type Lanes = ReadonlyMap<LaneName, PlacedLane>;

export function placeLanes(lanes: readonly Lane[]): Lanes {
  const step = (LAST_LANE - FIRST_LANE) / Math.max(lanes.length - 1, 1);
  return new Map(lanes.map(({ name, title }, n) => [name, { at: FIRST_LANE + n * step, title }]));
}

export function laneOf(lanes: Lanes, name: LaneName): PlacedLane {
  return lanes.get(name) ?? { at: FIRST_LANE, title: name };
}

export function laneAt(lanes: Lanes, name: LaneName): number {
  return laneOf(lanes, name).at;
}

export function percent(value: number): string {
  return `${Number(value.toFixed(3))}%`;
}

export interface Room {
  /** Per cent of the width. */
  readonly room: number;
  /** Cells of it that are taken by what stands before or behind the text. */
  readonly taken?: number;
  readonly print?: keyof typeof CELL;
  readonly ellipsis: string;
}

function cells({ room, taken = 0, print = 'label' }: Room, size: Size): number {
  return Math.max(Math.floor(((room / 100) * SIZES[size] - LABEL_GAP) / CELL[print]) - taken, 6);
}

/**
 * A text cut to the room that there is: once for each size of drawing in which it reads otherwise, with the names of
 * these sizes as classes.
 */
export function fitted(
  text: string | ((size: Size) => string),
  room: Room,
  draw: (shown: string, sizes: string) => Markup,
): Content {
  const sizes = new Map<string, Size[]>();
  for (const size of SIZE_NAMES) {
    const full = sanitize(typeof text === 'string' ? text : text(size));
    const shown = cutText(full, cells(room, size), 'end', room.ellipsis);
    sizes.set(shown, [...(sizes.get(shown) ?? []), size]);
  }
  return [...sizes]
    .filter(([shown]) => shown !== '')
    .map(([shown, names]) => draw(shown, names.length === SIZE_NAMES.length ? '' : ` fit ${names.join(' ')}`));
}

/** Drawn around a point: `x` per cent, `y` pixels. */
export function around(x: number, y: number, drawing: Content): Markup {
  return html`<svg x="${percent(x)}" y="${y}" width="1" height="1" overflow="visible">${drawing}</svg>`;
}
