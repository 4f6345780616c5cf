/** A time chart as text: a line a bar. */
import type { Bar, TimeChart } from '../diagram/time-chart.js';
import type { Role } from '../document.js';
import { sanitize } from '../sanitize.js';
import type { TerminalStyle } from './terminal-style.js';
import { cutText, padText, textWidth } from './text-width.js';

const GAP = '  ';
/** The bars take this share of the line; the rest says what they are. */
const BAR_SHARE = 0.3;

/** Painted lines. */
export function chartLines(chart: TimeChart, style: TerminalStyle): string[] {
  const { palette } = style;
  const labels = chart.bars.reduce((most, { label }) => Math.max(most, textWidth(label)), 0);
  const cells = Math.max(Math.floor((style.width - labels) * BAR_SHARE), 10);
  const room = Math.max(style.width - labels - cells - 2 * GAP.length, 1);
  const indent = ' '.repeat(labels) + GAP;
  const lines = [
    palette.paint(
      `${indent}${axis(chart, cells)}${GAP}${cutText(sanitize(chart.axis), room, 'end', style.glyphs.ellipsis)}`,
      'dim',
    ),
    ...chart.bars.map((bar) => {
      const label = palette.paint(padText(bar.label, labels, 'left'), bar.kind === 'session' ? 'strong' : undefined);
      return `${label}${GAP}${drawnBar(bar, chart, cells, style)}${GAP}${barText(bar, room, style)}`.trimEnd();
    }),
  ];
  if (chart.omission !== null) lines.push(palette.paint(indent + chart.omission, 'dim'));
  return lines;
}

/** First and last second at the ends of the bars. */
function axis({ from, to }: TimeChart, cells: number): string {
  const digits = to - from < 1 ? 3 : to - from < 100 ? 2 : 0;
  const left = from.toFixed(digits);
  return left + padText(to.toFixed(digits), Math.max(cells - left.length, 0), 'right');
}

function drawnBar(bar: Bar, { from, to }: TimeChart, cells: number, { palette, glyphs }: TerminalStyle): string {
  const scale = to > from ? cells / (to - from) : 0;
  const begin = Math.min(Math.floor((bar.from - from) * scale), cells - 1);
  const length = Math.min(Math.max(Math.round((bar.to - bar.from) * scale), 1), cells - begin);
  const drawn = (bar.kind === 'session' ? glyphs.draw.session : glyphs.draw.transfer).repeat(length);
  return ' '.repeat(begin) + palette.paint(drawn, barRole(bar)) + ' '.repeat(cells - begin - length);
}

function barRole({ role, kind, mode }: Bar): Role | undefined {
  if (role !== null) return role;
  if (kind === 'session') return 'dim';
  return mode === 'active' ? 'server' : mode === 'passive' ? 'client' : undefined;
}

/** Fewer cells of a text say nothing: what was measured makes room. */
const MIN_TEXT = 10;

function barText({ text, measure, role }: Bar, room: number, { palette, glyphs }: TerminalStyle): string {
  const mark = role === 'error' ? `${glyphs.draw.failed} ` : '';
  const end = measure === '' ? '' : GAP + sanitize(measure);
  const left = room - textWidth(mark) - textWidth(end);
  const both = left >= MIN_TEXT;
  // A name that someone made long must not take the room of what was measured.
  const cells = Math.max(both ? left : room - textWidth(mark), 1);
  const shown = cutText(sanitize(text), cells, 'middle', glyphs.ellipsis);
  return palette.paint(mark + shown, role ?? undefined) + (both ? palette.paint(end, 'dim') : '');
}
