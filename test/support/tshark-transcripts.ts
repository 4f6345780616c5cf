/** What tshark shows of TCP headers (fixtures/record/tshark-transcripts.py), and what of an analysis disagrees with it. */
import type { Truth } from '../../fixtures/forge/truth.js';
import type { CaptureAnalysis, Content, TcpSegment, TcpTranscript } from '../../src/model/analysis.js';
import type { Endpoint, Side } from '../../src/model/endpoint.js';

type End = 'a' | 'b';

/** Frame, sender, flags, sequence raw and relative, acknowledgment likewise, window, header length, payload, options. */
type HeaderRow = readonly [number, End, ...unknown[]];

interface StreamTable {
  readonly linkAddresses: readonly [string | null, string | null];
  readonly handshake: readonly HeaderRow[];
  readonly release: readonly HeaderRow[];
  readonly retransmissions: readonly number[];
  readonly content: { readonly from: End; readonly sha256: string; readonly bytes: number } | null;
}

export interface TsharkTranscripts {
  readonly tshark: string;
  readonly captures: Readonly<Record<string, Readonly<Record<string, StreamTable>>>>;
}

/** A connection of FTP in an analysis. */
interface Connection {
  readonly tcpStream: number;
  readonly client: Endpoint;
  readonly transcript: TcpTranscript | null;
  readonly retransmissions: number;
  /** Undefined for a control connection. */
  readonly content?: Content | null;
}

export function connectionsOf({ sessions, unpairedDataConnections }: CaptureAnalysis): Connection[] {
  const paired = sessions.flatMap(({ transfers }) => transfers.flatMap(({ data }) => data ?? []));
  return [...sessions, ...paired, ...unpairedDataConnections.map(({ data }) => data)];
}

/** One line for each part of a transcript that tshark shows otherwise. */
export function disagreements(
  streams: Readonly<Record<string, StreamTable>>,
  truth: Truth,
  analysis: CaptureAnalysis,
): string[] {
  return connectionsOf(analysis).flatMap((connection) => {
    const { tcpStream, transcript, content } = connection;
    const expected = streams[tcpStream];
    const a = truth.tshark?.streams?.find(({ index }) => index === tcpStream)?.a;
    if (expected === undefined || a === undefined) return [`stream ${tcpStream}: not in the table`];
    if (transcript === null) return [`stream ${tcpStream}: no transcript`];
    const clientIsA = a === endText(connection.client);
    const end = (side: Side): End => ((side === 'client') === clientIsA ? 'a' : 'b');
    const { client, server } = transcript.linkAddresses;
    const again = transcript.retransmitted.flatMap((segment) => segment.again.map(({ frame }) => frame));
    const got: Record<string, unknown> = {
      linkAddresses: clientIsA ? [client, server] : [server, client],
      handshake: transcript.handshake.map((segment) => row(segment, end)),
      release: transcript.release.map((segment) => row(segment, end)),
      retransmissions: again.sort((x, y) => x - y),
    };
    if (content !== undefined) {
      got.content = content === null || content.sha256 === null ? null : [end(content.from), content.sha256];
    }
    const wanted: Record<string, unknown> = {
      ...expected,
      content: expected.content && [expected.content.from, expected.content.sha256],
    };
    return Object.entries(got)
      .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(wanted[key]))
      .map(
        ([key, value]) =>
          `stream ${tcpStream}, ${key}:\n  expected ${JSON.stringify(wanted[key])}\n  got      ${JSON.stringify(value)}`,
      );
  });
}

function endText({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function row(segment: TcpSegment, end: (side: Side) => End): unknown[] {
  const { options } = segment;
  return [
    segment.frame,
    end(segment.from),
    segment.flags,
    segment.sequence,
    segment.relativeSequence,
    segment.acknowledgment,
    segment.relativeAcknowledgment,
    segment.window,
    segment.headerLength,
    segment.length,
    options.maximumSegmentSize,
    options.windowScale,
    options.sackPermitted,
    options.timestamps?.value ?? null,
    options.timestamps?.echoReply ?? null,
  ];
}
