/** Flat table of a timeline: one row an event, a reply of several lines included. */
import type { CaptureAnalysis } from '../../model/analysis.js';
import type { FlatTable, FlatValue } from '../document.js';
import { sessionEvents } from '../timeline/session-events.js';
import { contextFor, type ViewOptions } from '../views/context.js';

export function timelineFlat(capture: CaptureAnalysis, options: ViewOptions): FlatTable {
  return {
    id: 'timeline',
    columns: ['session', 'frame', 'time', 'timestamp', 'from', 'connection', 'kind', 'text', 'transfer'],
    rows: timelineRows(capture, options),
  };
}

function* timelineRows(capture: CaptureAnalysis, options: ViewOptions): Generator<FlatValue[]> {
  const context = contextFor(capture, options);
  for (const session of capture.sessions) {
    const unpaired = capture.unpairedDataConnections.filter((connection) => connection.session === session.id);
    for (const event of sessionEvents(session, unpaired, context)) {
      const { frame, time, from, connection, kind, code, text, transfer } = event;
      const timestamp = time === null ? null : context.clock.timestamp(time);
      const words = code === undefined ? text : `${String(code).padStart(3, '0')} ${text}`;
      yield [session.id, frame, time, timestamp, from, connection, kind, words, transfer];
    }
  }
}
