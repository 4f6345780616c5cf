/** The far ends of transfers between two servers (FXP): neither the client nor the server of the session. */
import type { CaptureAnalysis, Session, Transfer } from '../../../model/analysis.js';
import { transfersOf } from './data-facts.js';

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

/** The other servers of a session, each once, in the order in which they come. */
export function otherServers(session: Session, { sessions }: CaptureAnalysis): OtherServer[] {
  const found = new Map<string, OtherServer>();
  for (const transfer of session.transfers) {
    const far = farEnd(session, transfer, sessions);
    if (far === null) continue;
    const known = found.get(far.address);
    found.set(far.address, known ? { ...known, transfers: [...known.transfers, transfer.id] } : far);
  }
  return [...found.values()];
}

/** Whether a transfer runs between two servers, although its data connection may be in no capture of the client. */
export function isBetweenServers(session: Session, transfer: Transfer, sessions: readonly Session[]): boolean {
  return transfer.fxp || (transfer.data === null && toldTheSame(session, transfer, sessions) !== undefined);
}

function farEnd(session: Session, transfer: Transfer, sessions: readonly Session[]): OtherServer | null {
  const { data, fxp } = transfer;
  if (data !== null) {
    if (!fxp) return null;
    const own = sessions.find((other) => other.id !== session.id && other.server.address === data.client.address);
    const mac = data.transcript?.linkAddresses.client ?? null;
    return { ...data.client, dataPort: data.client.port, mac, session: own ?? null, transfers: [transfer.id] };
  }
  const own = toldTheSame(session, transfer, sessions);
  if (own === undefined) return null;
  return { address: own.server.address, dataPort: null, mac: null, session: own, transfers: [transfer.id] };
}

/** The session in which the same client told another server the endpoint that this transfer uses. */
function toldTheSame(session: Session, { advertised, mode, outcome }: Transfer, sessions: readonly Session[]) {
  if (advertised === null || outcome !== 'completed') return undefined;
  const others = sessions.filter(
    ({ client, server }) => client.address === session.client.address && server.address !== session.server.address,
  );
  return transfersOf(others).find(
    ({ transfer }) =>
      transfer.mode !== mode &&
      transfer.advertised?.address === advertised.address &&
      transfer.advertised.port === advertised.port,
  )?.session;
}
