/** T-9: the reply codes that were used, digit by digit. */
import type { CaptureAnalysis, ReplyCodeCount } from '../../../model/analysis.js';
import { cell, type Row, row } from '../../document.js';
import type { ViewContext } from '../context.js';
import { replyRole } from '../describe.js';
import { dialogueLines } from './dialogue-lines.js';
import { inFrames } from './frames.js';
import { codeMeaning, firstDigit, secondDigit } from './reply-meaning.js';
import { labSection } from './section.js';

interface UsedCode {
  readonly counted: ReplyCodeCount;
  readonly meaning: string;
  readonly frames: readonly number[];
}

export const replyCodes = labSection<UsedCode>({
  id: 'reply-codes',
  items: usedCodes,
  *blocks(items, context) {
    const { column } = context.words.lab;
    yield {
      kind: 'table',
      id: 'reply-codes',
      columns: [
        { key: 'code', title: column.code, align: 'right' },
        { key: 'count', title: column.count, align: 'right' },
        { key: 'first_digit', title: column.firstDigit, align: 'left' },
        { key: 'second_digit', title: column.secondDigit, align: 'left' },
        { key: 'meaning', title: column.meaning, align: 'left', cut: 'end', maxLines: 4 },
      ],
      rows: items.flatMap((item) => codeRows(item, context)),
    };
  },
  values: {
    code: ({ counted }) => counted.code,
    count: ({ counted }) => counted.count,
    first_digit: ({ counted }, context) => firstDigit(counted.code, context),
    second_digit: ({ counted }, context) => secondDigit(counted.code, context),
    meaning: ({ meaning }) => meaning,
    texts: ({ counted }) => counted.texts.join(' | '),
    frames: ({ frames }) => frames.join(' '),
  },
});

function usedCodes(capture: CaptureAnalysis, context: ViewContext): UsedCode[] {
  const frames = new Map<number, number[]>();
  for (const { code, frame } of capture.sessions.flatMap(dialogueLines)) {
    if (code === null) continue;
    const known = frames.get(code);
    if (known === undefined) frames.set(code, [frame]);
    else known.push(frame);
  }
  return capture.replyCodes.map((counted) => ({
    counted,
    meaning: codeMeaning(counted.code, capture, context),
    frames: frames.get(counted.code) ?? [],
  }));
}

function codeRows({ counted, meaning, frames }: UsedCode, context: ViewContext): Row[] {
  const { code, count, texts } = counted;
  const [text] = texts;
  const seen = inFrames(frames, context);
  const parts = [
    ...(text === undefined || text === '' ? [] : [cell(context.words.lab.quoted(text), 'dim')]),
    ...(seen === '' ? [] : [cell(seen, 'dim')]),
  ];
  return [
    row(
      cell(String(code), replyRole(counted)),
      String(count),
      firstDigit(code, context),
      secondDigit(code, context) || cell(context.glyphs.none, 'dim'),
      meaning,
    ),
    ...(parts.length === 0 ? [] : [{ kind: 'detail' as const, parts }]),
  ];
}
