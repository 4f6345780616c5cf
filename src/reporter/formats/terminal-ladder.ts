/**
 * A sequence diagram as a ladder: a column a lane, a rung an arrow, its frame and moment at the left. What is written
 * on an arrow stands at its sender; what does not fit on it stands above.
 */
import type { Arrow, LegendSign, SequenceDiagram, Step } from '../diagram/sequence.js';
import type { Cell, Role } from '../document.js';
import type { Glyphs } from '../glyphs.js';
import { sanitize } from '../sanitize.js';
import { arrowText } from './arrow-text.js';
import { flowParts } from './flow.js';
import { type Gutter, gutterOf } from './ladder-gutter.js';
import { Rungs } from './ladder-rungs.js';
import type { TerminalStyle } from './terminal-style.js';
import { cutText, textWidth, wrapText } from './text-width.js';

/** Lines of a text that does not fit on its arrow, and of the note below it. */
const MAX_TEXT_LINES = 4;
const MAX_NOTE_LINES = 5;

/** Between a text and the lifelines beside it. */
const MARGIN = 2;

/** Painted lines, each ending with a line feed. */
export function* ladderLines(diagram: SequenceDiagram, style: TerminalStyle): Generator<string> {
  const legend = diagram.legend.map(
    ({ sign, text }): Cell => ({ text: `${signOf(sign, style.glyphs)} ${text}`, role: 'dim' }),
  );
  for (const line of flowParts(legend, style.width, style)) yield `${line}\n`;
  yield '\n';
  const gutter = gutterOf(diagram.steps, style.width);
  const rungs = new Rungs(diagram.lanes, style.width - gutter.width, style);
  for (const line of rungs.header()) yield `${gutter.blank}${line}\n`.replace(/ +\n$/, '\n');
  let frame = 0;
  for (const step of diagram.steps) {
    const [first = '', ...more] = stepLines(step, rungs, style);
    yield `${style.palette.paint(gutterText(step, frame, gutter), 'dim')}${first}\n`;
    for (const line of more) yield `${gutter.blank}${line}\n`;
    if ('frame' in step) frame = step.frame;
  }
}

function gutterText(step: Step, before: number, gutter: Gutter): string {
  return 'frame' in step && step.frame !== before ? gutter.text(step.frame, step.moment) : gutter.blank;
}

function stepLines(step: Step, rungs: Rungs, style: TerminalStyle): string[] {
  const { glyphs } = style;
  switch (step.kind) {
    case 'arrow':
      return arrowLines(step, rungs, style);
    case 'remark': {
      const lines = wrapped(arrowText(step, glyphs.draw.failed), rungs.wholeRoom - 2 * MARGIN, MAX_TEXT_LINES, glyphs);
      return lines.map((line) => rungs.across(line, step.role ?? undefined));
    }
    case 'pause':
    case 'omission':
      return [rungs.broken(sanitize(step.text))];
  }
}

/** An arrow shorter than this behind its text is none. */
const MIN_SHAFT = 3;

function arrowLines(arrow: Arrow, rungs: Rungs, style: TerminalStyle): string[] {
  const { glyphs } = style;
  // The head of a failed opening is the mark already.
  const mark = arrow.arrow === 'failed-open' ? '' : glyphs.draw.failed;
  const text = sanitize(arrowText(arrow, mark));
  const span = rungs.span(arrow.from, arrow.to);
  const role = arrow.role ?? undefined;
  const room = span.room - 2 * MARGIN;
  const fits = textWidth(text) + 2 + MIN_SHAFT <= room;
  const above = fits ? [] : wrapped(text, room, MAX_TEXT_LINES, glyphs);
  const note = arrow.note === null ? [] : wrapped(arrow.note, room, MAX_NOTE_LINES, glyphs);
  return [
    ...rungs.beside(above, span, role),
    rungs.arrow(fits ? text : '', span, {
      shaft: arrow.connection === 'data' ? glyphs.draw.thick : glyphs.draw.thin,
      opens: arrow.arrow === 'open' || arrow.arrow === 'failed-open',
      arrives: arrow.arrow !== 'failed-open',
      role,
    }),
    ...rungs.beside(note, span, role === 'error' ? 'error' : 'dim'),
  ];
}

function wrapped(text: string, room: number, most: number, glyphs: Glyphs): string[] {
  const lines = wrapText(sanitize(text), Math.max(room, 1));
  if (lines.length <= most) return lines;
  const rest = lines.slice(most - 1).join(' ');
  return [...lines.slice(0, most - 1), cutText(rest, Math.max(room, 1), 'end', glyphs.ellipsis)];
}

function signOf(sign: LegendSign, { controlToServer, dataToServer, draw }: Glyphs): string {
  const signs: Record<LegendSign, string> = {
    control: controlToServer,
    data: dataToServer,
    opener: draw.opener,
    failed: draw.failed,
  };
  return signs[sign];
}

/** How an arrow is drawn. */
export interface ArrowStyle {
  readonly shaft: string;
  /** Its sender opens a data connection with it. */
  readonly opens: boolean;
  readonly arrives: boolean;
  readonly role: Role | undefined;
}
