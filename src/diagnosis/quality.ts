/** The capture-quality gates: what this capture can prove. They come before every verdict. */
import type { ObservedCapture, ObservedSession } from '../model/analysis.js';
import { factsOf } from './capture-facts.js';

export interface Quality {
  /** Both directions of the control connection were captured. */
  readonly bothDirections: boolean;
  /** The capture has the control connection's start. */
  readonly startCaptured: boolean;
  /** The capture says that it dropped packets, or sequence numbers of the control connection prove it. */
  readonly packetsMissing: boolean;
  /** Packets stand in another order in the file than their timestamps say. */
  readonly outOfOrder: boolean;
  /** Packets of the dialogue were cut by the snap length. */
  readonly payloadCut: boolean;
  /** So short were packets cut that some cannot be read at all: an ICMP error without the ports that it is about. */
  readonly headersCut: boolean;
  /**
   * Whether data connections are in this capture. `visible`: at least one of these hosts is, or an attempt at one.
   * `filtered`: the replies prove that they existed, and there is none. `unknown`: nothing tells; the capture holds
   * nothing but control connections, as one filtered to port 21 does.
   */
  readonly dataConnections: 'visible' | 'filtered' | 'unknown';
  /** All that was said can be read: from the start, in the clear, without a gap, in both directions. */
  readonly dialogueIsWhole: boolean;
  /** Time of the capture's last packet, in seconds since its first. */
  readonly endTime: number;
}

/** Names of the reader's warnings for packets that were not captured. */
const DROP_WARNINGS = /drop/;

export function qualityOf(session: ObservedSession, capture: ObservedCapture): Quality {
  const { ends, missingBytes, startCaptured } = session;
  const bothDirections = ends.client !== null && ends.server !== null;
  const isWhole = missingBytes.client + missingBytes.server === 0;
  const payloadCut = session.notes.some(({ kind }) => kind === 'payload-cut');
  const isClear = session.tls === null && session.protection === null;
  return {
    bothDirections,
    startCaptured,
    packetsMissing: !isWhole || capture.warnings.some(({ kind }) => DROP_WARNINGS.test(kind)),
    outOfOrder: capture.warnings.some(({ kind }) => kind === 'packets-out-of-order'),
    payloadCut,
    headersCut: payloadCut && capture.warnings.some(({ kind }) => kind === 'undecodable-packets'),
    dialogueIsWhole: isWhole && startCaptured && bothDirections && isClear && !payloadCut,
    dataConnections: dataConnections(session, capture),
    endTime: secondsOf(capture),
  };
}

function dataConnections(session: ObservedSession, capture: ObservedCapture): Quality['dataConnections'] {
  const seen = factsOf(capture).dataConnections.between(session);
  return seen ?? (hasOtherPackets(capture) ? 'visible' : 'unknown');
}

/** Other streams or packets prove nothing of the ports, but a capture without any is what a filter for port 21 gives. */
function hasOtherPackets(capture: ObservedCapture): boolean {
  return capture.tcpStreams > capture.sessions.length || capture.packets > factsOf(capture).controlPackets;
}

function secondsOf({ firstTimestamp, lastTimestamp }: ObservedCapture): number {
  if (firstTimestamp === null || lastTimestamp === null) return 0;
  return (Date.parse(lastTimestamp) - Date.parse(firstTimestamp)) / 1000;
}
