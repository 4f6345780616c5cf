/** The far ends of transfers between two servers (FXP): neither the client nor the server of the session. */
import type { CaptureAnalysis, Session, Transfer } from '../../../model/analysis.js';
import { memo } from '../../../model/memo.js';
import { AnnouncedEndpoints } from './announced-endpoints.js';

export interface OtherServer {
  readonly address: string;
  /** Of its end of the data connection; null where that is not in this capture. */
  readonly dataPort: number | null;
  readonly mac: string | null;
  /** The session in which the same client talks to it; null where this capture has none. */
  readonly session: Session | null;
  /** Ids of the transfers with it. */
  readonly transfers: readonly string[];
}

const announcedIn = memo((capture: CaptureAnalysis) => new AnnouncedEndpoints(capture.sessions));

/** The other servers of a session, each once, in the order in which they come. */
export function otherServers(session: Session, capture: CaptureAnalysis): OtherServer[] {
  const found = new Map<string, OtherServer>();
  for (const transfer of session.transfers) {
    const far = farEnd(session, transfer, capture);
    if (far === null) continue;
    const known = found.get(far.address);
    found.set(far.address, known ? { ...known, transfers: [...known.transfers, transfer.id] } : far);
  }
  return [...found.values()];
}

/** Whether a transfer runs between two servers, although its data connection may be in no capture of the client. */
export function isBetweenServers(session: Session, transfer: Transfer, capture: CaptureAnalysis): boolean {
  return transfer.fxp || (transfer.data === null && toldTheSame(session, transfer, capture) !== undefined);
}

function farEnd(session: Session, transfer: Transfer, capture: CaptureAnalysis): OtherServer | null {
  const { data, fxp } = transfer;
  if (data !== null) {
    if (!fxp) return null;
    const own = announcedIn(capture).otherSessionWith(data.client.address, session);
    const mac = data.transcript?.linkAddresses.client ?? null;
    return { ...data.client, dataPort: data.client.port, mac, session: own ?? null, transfers: [transfer.id] };
  }
  const own = toldTheSame(session, transfer, capture);
  if (own === undefined) return null;
  return { address: own.server.address, dataPort: null, mac: null, session: own, transfers: [transfer.id] };
}

function toldTheSame(session: Session, transfer: Transfer, capture: CaptureAnalysis): Session | undefined {
  return transfer.outcome === 'completed' ? announcedIn(capture).toldTheSame(session, transfer) : undefined;
}
