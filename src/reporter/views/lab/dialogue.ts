/** T-3: every command and reply with its meaning. */
import type { CaptureAnalysis } from '../../../model/analysis.js';
import { type Block, type Cell, cell, type Row, row, type Table } from '../../document.js';
import { formatDuration } from '../../units.js';
import type { ViewContext } from '../context.js';
import { replyRole, sessionTitle } from '../describe.js';
import { type DialogueLine, dialogueLines } from './dialogue-lines.js';
import { codeMeaning, firstDigit, secondDigit } from './reply-meaning.js';
import { labSection, leftOut } from './section.js';

/** Lines of all sessions that a page shows. */
const MAX_LINES = 300;

/** With its meaning, which the capture's table of codes has. */
interface Explained {
  readonly line: DialogueLine;
  readonly meaning: string;
}

export const dialogue = labSection<Explained>({
  id: 'dialogue',
  items: (capture, context) =>
    capture.sessions.flatMap((session) =>
      dialogueLines(session).map((line) => ({ line, meaning: meaningOf(line, capture, context) })),
    ),
  blocks: dialogueBlocks,
  values: {
    session: ({ line }) => line.session.id,
    frame: ({ line }) => line.frame,
    time: ({ line }) => line.time,
    from: ({ line }) => line.from,
    command: ({ line }) => line.verb,
    argument: ({ line }) => line.argument,
    code: ({ line }) => line.code,
    text: ({ line }) => line.text,
    first_digit: ({ line }, context) => (line.code === null ? null : firstDigit(line.code, context)),
    second_digit: ({ line }, context) => (line.code === null ? null : secondDigit(line.code, context)),
    meaning: ({ meaning }) => meaning,
    seconds_after_command: ({ line }) => line.elapsed,
  },
});

function* dialogueBlocks(
  items: readonly Explained[],
  context: ViewContext,
  { sessions }: CaptureAnalysis,
): Generator<Block> {
  const shown = items.slice(0, MAX_LINES);
  for (const session of sessions) {
    const own = shown.filter(({ line }) => line.session === session);
    if (own.length === 0) continue;
    if (sessions.length > 1) yield { kind: 'title', parts: [cell(sessionTitle(session, context), 'strong')] };
    yield dialogueTable(session.id, own, context);
    if (session.tls === null) continue;
    const { frame, version, clearedFrame } = session.tls;
    yield {
      kind: 'paragraph',
      text: context.words.lab.dialogue.encrypted(version ?? 'TLS', frame, clearedFrame),
      role: 'warn',
    };
  }
  yield* leftOut(items.length, MAX_LINES, context);
}

function dialogueTable(session: number, lines: readonly Explained[], context: ViewContext): Table {
  const { column } = context.words.lab;
  return {
    kind: 'table',
    id: `dialogue-${session}`,
    columns: [
      { key: 'frame', title: column.frame, align: 'right' },
      { key: 'time', title: column.timeOrElapsed, align: 'right' },
      { key: 'direction', title: column.direction, align: 'left' },
      { key: 'text', title: column.commandOrReply, align: 'left', cut: 'end', maxLines: 4, minWidth: 20 },
      { key: 'meaning', title: column.meaning, align: 'left', cut: 'end', maxLines: 6 },
    ],
    rows: lines.map((line) => dialogueRow(line, context)),
  };
}

function dialogueRow({ line, meaning }: Explained, context: ViewContext): Row {
  const { clock, glyphs, words } = context;
  const client = line.from === 'client';
  const [first = '', ...more] = line.text.split('\n');
  const hidden = more.length === 0 ? '' : ` (+${words.timeline.moreLines(more.length)})`;
  const text = line.code === null ? line.text : `${line.code} ${first}${hidden}`;
  const arrow = client ? glyphs.controlToServer : glyphs.controlToClient;
  return row(
    String(line.frame),
    line.elapsed === null ? clock.moment(line.time) : cell(`+${formatDuration(line.elapsed)}`, 'dim'),
    cell(`C ${arrow} S`, line.from),
    cell(text, client ? 'client' : replyRole({ code: line.code ?? 0 })),
    meaningCell(line, meaning, context),
  );
}

/** Digits first: they tell what any reply means, known or not. */
function meaningCell({ code }: DialogueLine, meaning: string, context: ViewContext): Cell {
  if (code === null) return cell(meaning);
  const digits = [firstDigit(code, context), secondDigit(code, context)].filter((text) => text !== '');
  return cell(context.words.lab.dialogue.meaning(digits, meaning));
}

function meaningOf({ code, verb, from }: DialogueLine, capture: CaptureAnalysis, context: ViewContext): string {
  if (code !== null) return codeMeaning(code, capture, context);
  return from === 'client' && verb !== null ? (context.words.lab.verb(verb) ?? context.words.noMeaning) : '';
}
