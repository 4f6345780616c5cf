/** The lines about a capture that stand over every view of it. */
import type { CaptureAnalysis, CaptureFile } from '../../model/analysis.js';
import { captureSeconds } from '../clock.js';
import { type Block, type Cell, cell, row } from '../document.js';
import { formatCount, formatDuration } from '../units.js';
import type { ViewContext } from './context.js';

export function* captureHeading(capture: CaptureAnalysis, context: ViewContext): Generator<Block> {
  const { words, clock } = context;
  yield {
    kind: 'heading',
    level: 1,
    text: capture.path === '-' ? words.capture.standardInput : capture.path,
  };
  const parts: Cell[] = [
    cell(words.capture.format(capture.format, capture.compression)),
    cell(capture.packets === 0 ? words.capture.noPackets : words.capture.packets(formatCount(capture.packets))),
  ];
  const seconds = captureSeconds(capture);
  if (seconds !== null) parts.push(cell(formatDuration(seconds)));
  const start = clock.firstPacket();
  if (start !== null) parts.push(cell(start));
  if (capture.linkTypes.length > 0) parts.push(cell(capture.linkTypes.join(', ')));
  if (!capture.complete) parts.push(cell(words.capture.cutShort, 'warn'));
  if (capture.warnings.length > 0) parts.push(cell(words.capture.warnings(capture.warnings.length), 'warn'));
  yield { kind: 'facts', parts };
  if (capture.files !== undefined) yield* filesOf(capture.files, context);
}

/** Of a joined capture: where a frame is to be looked up. */
function* filesOf(files: readonly CaptureFile[], { words }: ViewContext): Generator<Block> {
  const { framesOfFile, file } = words.column;
  yield {
    kind: 'table',
    id: 'files',
    columns: [
      { key: 'frames', title: framesOfFile, align: 'right' },
      { key: 'file', title: file, align: 'left', cut: 'middle', maxLines: 2 },
    ],
    rows: files.map(({ path, packets, firstFrame }, n) => {
      if (firstFrame === null) return row(words.capture.noPackets, path);
      const next = files.slice(n + 1).find((later) => later.firstFrame !== null)?.firstFrame;
      return row(`${firstFrame}-${(next ?? firstFrame + packets) - 1}`, path);
    }),
  };
  const second = files.filter(({ firstFrame }) => firstFrame !== null)[1];
  if (second === undefined || second.firstFrame === null) return;
  yield { kind: 'paragraph', text: words.capture.frameOfFile(second.firstFrame, second.path), role: 'dim' };
}

/** Full texts of the warnings. */
export function* captureWarnings(capture: CaptureAnalysis, { words }: ViewContext): Generator<Block> {
  for (const { frame, message } of capture.warnings) {
    const text = frame === undefined ? message : words.capture.inFrame(frame, message);
    yield { kind: 'note', severity: 'warning', text };
  }
}

/** Says why there is nothing to show; `selected` when --session left nothing over. */
export function noSession(capture: CaptureAnalysis, { words }: ViewContext, selected: boolean): Block {
  return {
    kind: 'paragraph',
    text: selected ? words.capture.noSelectedSession : words.capture.noSession(capture),
  };
}
