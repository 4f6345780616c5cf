/** Flat tables about the captures themselves. */
import type { CaptureAnalysis } from '../../model/analysis.js';
import type { FlatTable } from '../document.js';

export function capturesFlat(capture: CaptureAnalysis): FlatTable {
  return {
    id: 'captures',
    columns: [
      'path',
      'format',
      'compression',
      'packets',
      'bytes',
      'first_timestamp',
      'last_timestamp',
      'link_types',
      'snap_length',
      'complete',
      'tcp_streams',
      'sessions',
    ],
    rows: [
      [
        capture.path,
        capture.format,
        capture.compression,
        capture.packets,
        capture.bytes,
        capture.firstTimestamp,
        capture.lastTimestamp,
        capture.linkTypes.join(' '),
        capture.snapLength,
        capture.complete,
        capture.tcpStreams,
        capture.sessions.length,
      ],
    ],
  };
}

export function warningsFlat(capture: CaptureAnalysis): FlatTable {
  return {
    id: 'warnings',
    columns: ['kind', 'frame', 'message'],
    rows: capture.warnings.map(({ kind, frame, message }) => [kind, frame ?? null, message]),
  };
}

export function repliesFlat(capture: CaptureAnalysis): FlatTable {
  return {
    id: 'replies',
    columns: ['code', 'count', 'class', 'meaning', 'texts'],
    rows: capture.replyCodes.map(({ code, count, class: kind, meaning, texts }) => [
      code,
      count,
      kind,
      meaning,
      texts.join(' | '),
    ]),
  };
}
