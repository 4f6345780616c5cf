/** The columns of a flat table about segments. */
import type { TcpSegment } from '../../../model/analysis.js';
import type { FlatValue } from '../../document.js';
import type { ViewContext } from '../context.js';
import { CONNECTION_VALUES, type LabConnection, segmentEnds } from './connections.js';

export interface ConnectionSegment {
  readonly connection: LabConnection;
  readonly segment: TcpSegment;
}

type Value = (item: ConnectionSegment, context: ViewContext) => FlatValue;

export const SEGMENT_VALUES: Readonly<Record<string, Value>> = {
  ...CONNECTION_VALUES,
  frame: ({ segment }) => segment.frame,
  time: ({ segment }) => segment.time,
  timestamp: ({ segment }, { clock }) => clock.timestamp(segment.time),
  from: ({ segment }) => segment.from,
  source_address: ({ connection, segment }) => segmentEnds(connection, segment.from).source.address,
  destination_address: ({ connection, segment }) => segmentEnds(connection, segment.from).destination.address,
  source_port: ({ connection, segment }) => segmentEnds(connection, segment.from).source.port,
  destination_port: ({ connection, segment }) => segmentEnds(connection, segment.from).destination.port,
  flags: ({ segment }) => segment.flags,
  sequence_raw: ({ segment }) => segment.sequence,
  sequence_relative: ({ segment }) => segment.relativeSequence,
  acknowledgment_raw: ({ segment }) => segment.acknowledgment,
  acknowledgment_relative: ({ segment }) => segment.relativeAcknowledgment,
  header_length: ({ segment }) => segment.headerLength,
  window: ({ segment }) => segment.window,
  length: ({ segment }) => segment.length,
  maximum_segment_size: ({ segment }) => segment.options.maximumSegmentSize,
  window_scale: ({ segment }) => segment.options.windowScale,
  sack_permitted: ({ segment }) => segment.options.sackPermitted,
  timestamp_value: ({ segment }) => segment.options.timestamps?.value ?? null,
  timestamp_echo_reply: ({ segment }) => segment.options.timestamps?.echoReply ?? null,
};
