/** Reply codes: how often each, what the RFC means by it, what the servers wrote. */
import type { CaptureAnalysis, ReplyClass } from '../../model/analysis.js';
import { type Block, cell, detail, type Role, type Row, row, type Table } from '../document.js';
import { formatCount } from '../units.js';
import { captureHeading, noSession } from './capture-heading.js';
import { contextFor, type ViewContext, type ViewOptions } from './context.js';

const CLASS_ROLE: Partial<Record<ReplyClass, Role>> = {
  'transient-negative': 'error',
  'permanent-negative': 'error',
};

export function* repliesView(capture: CaptureAnalysis, options: ViewOptions, selected = false): Generator<Block> {
  const context = contextFor(capture, options);
  yield* captureHeading(capture, context);
  if (capture.sessions.length === 0) {
    yield noSession(capture, context, selected);
  } else if (capture.replyCodes.length === 0) {
    yield { kind: 'paragraph', text: context.words.capture.noReply };
  } else {
    yield { kind: 'heading', level: 2, text: context.words.heading.replies };
    yield repliesTable(capture, context, true);
  }
}

export function repliesTable(capture: CaptureAnalysis, context: ViewContext, withTexts: boolean): Table {
  const { words } = context;
  return {
    kind: 'table',
    id: 'replies',
    columns: [
      { key: 'code', title: words.column.code, align: 'right' },
      { key: 'count', title: words.column.count, align: 'right' },
      { key: 'class', title: words.column.class, align: 'left' },
      { key: 'meaning', title: words.column.meaning, align: 'left', cut: 'end', maxLines: 3 },
    ],
    rows: replyRows(capture, context, withTexts),
  };
}

function* replyRows(capture: CaptureAnalysis, { words }: ViewContext, withTexts: boolean): Generator<Row> {
  for (const reply of capture.replyCodes) {
    const role = CLASS_ROLE[reply.class];
    yield row(
      cell(String(reply.code).padStart(3, '0'), role),
      formatCount(reply.count),
      cell(words.replyClass[reply.class], role),
      reply.meaning === '' ? cell(words.noMeaning, 'dim') : reply.meaning,
    );
    if (withTexts) {
      for (const text of reply.texts) yield* detail([cell(text, 'server')]);
    }
  }
}
