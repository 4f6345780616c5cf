/** A sequence diagram in the language of Mermaid, as GitHub and most viewers of Markdown draw it. */
import type { Arrow, LaneName, LegendSign, SequenceDiagram, Step } from '../../diagram/sequence.js';
import { sanitize } from '../../sanitize.js';
import type { Words } from '../../words/en.js';
import { arrowText } from '../arrow-text.js';
import { cutText, wrapText } from '../text-width.js';

/** Mermaid draws nothing that is longer (maxTextSize, 50,000), entities counted as it counts them. */
const MAX_SOURCE = 46_000;
/** Of what fits, so much is the beginning; the rest is the end. */
const SHARE_OF_START = 0.6;

/** Mermaid breaks no lines itself. */
const LINE = 52;
const MAX_LINES = 4;

const IDS: Readonly<Record<LaneName, string>> = { client: 'C', server: 'S', 'other server': 'O' };

const FAILED = '✕';
const OPENER = '●';
export const MERMAID_SIGNS: Readonly<Record<LegendSign, string>> = {
  control: '→',
  data: '⇢',
  opener: OPENER,
  failed: FAILED,
};

/** Red on a light page and on a dark one. */
const FAILED_GROUND = 'rect rgba(220, 38, 38, 0.18)';

/** The lines of the diagram, without the fence. */
export function mermaidLines(diagram: SequenceDiagram, words: Words): string[] {
  const { lanes, steps } = diagram;
  const over = `Note over ${[lanes.at(0), lanes.at(-1)].flatMap((lane) => (lane === undefined ? [] : [IDS[lane.name]])).join(',')}`;
  const head = [
    'sequenceDiagram',
    `  accTitle: ${escapeMermaid(diagram.title)}`,
    `  accDescr: ${escapeMermaid(diagram.description)}`,
    ...lanes.map(
      ({ name, title, address }) =>
        `  participant ${IDS[name]} as ${escapeMermaid(title)}<br/>${escapeMermaid(address)}`,
    ),
  ];
  const drawn = steps.map((step) => stepLines(step, over));
  const room = MAX_SOURCE - size(head);
  return [...head, ...fitting(drawn, room, (count) => `  ${over}: ${escapeMermaid(words.diagram.omission(count))}`)];
}

function size(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

/** Beginning and end of what is too long. */
function fitting(drawn: readonly string[][], room: number, omission: (count: number) => string): string[] {
  const sizes = drawn.map(size);
  if (sizes.reduce((sum, each) => sum + each, 0) <= room) return drawn.flat();
  const left = room - size([omission(drawn.length)]);
  let start = 0;
  for (let used = 0; used + (sizes[start] ?? 0) <= left * SHARE_OF_START; start += 1) used += sizes[start] ?? 0;
  let end = drawn.length;
  for (let used = 0; end > start && used + (sizes[end - 1] ?? 0) <= left * (1 - SHARE_OF_START); end -= 1) {
    used += sizes[end - 1] ?? 0;
  }
  return [...drawn.slice(0, start).flat(), omission(end - start), ...drawn.slice(end).flat()];
}

function stepLines(step: Step, over: string): string[] {
  switch (step.kind) {
    case 'arrow':
      return onGround(step.role === 'error', `${IDS[step.from]}${shaft(step)}${IDS[step.to]}: ${message(step)}`);
    case 'remark':
      return onGround(step.role === 'error', `${over}: ${broken([`${step.frame}: ${arrowText(step, FAILED)}`])}`);
    case 'pause':
    case 'omission':
      return [`  ${over}: ${broken([`${'…'} ${step.text}`])}`];
  }
}

function onGround(failed: boolean, line: string): string[] {
  return failed ? [`  ${FAILED_GROUND}`, `    ${line}`, '  end'] : [`  ${line}`];
}

function shaft({ connection, arrow }: Arrow): string {
  const dashes = connection === 'data' ? '--' : '-';
  return dashes + (arrow === 'failed-open' ? 'x' : '>>');
}

/** Begins with the frame number: so no text of the wire is ever the first word. */
function message(arrow: Arrow): string {
  const opens = arrow.arrow === 'open' || arrow.arrow === 'failed-open' ? `${OPENER} ` : '';
  const text = `${arrow.frame}: ${opens}${arrowText(arrow, FAILED)}`;
  return broken(arrow.note === null ? [text] : [text, arrow.note]);
}

/** Texts below each other, each on no more lines than a picture bears. */
function broken(texts: readonly string[]): string {
  return texts
    .flatMap((text) => {
      const lines = wrapText(sanitize(text), LINE);
      if (lines.length <= MAX_LINES) return lines;
      const rest = lines.slice(MAX_LINES - 1).join(' ');
      return [...lines.slice(0, MAX_LINES - 1), cutText(rest, LINE, 'end', '…')];
    })
    .map(escapeMermaid)
    .join('<br/>');
}

/**
 * Entity codes for what Mermaid or HTML would read: `;` and `#` end a text, `%%` begins a comment or a directive, `$$` a
 * formula, `ﬂ` and `¶` stand for entities inside Mermaid. It also takes `style…:…#…;` for CSS and drops the semicolon.
 */
const SPECIAL = /[#;<>&`\\$ﬂ¶{}]|%(?=%)|(?<=%)%/g;

export function escapeMermaid(text: string): string {
  const clean = sanitize(text);
  const css = /style|classdef/i.test(clean) ? clean.replaceAll(':', '\0') : clean;
  return css
    .replace(SPECIAL, (character) => `#${character.codePointAt(0)};`)
    .replaceAll('\0', '#58;')
    .replace(/\bend\b/gi, (word) => `#${word.codePointAt(0)};${word.slice(1)}`);
}
