import type { Content } from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';
import type { Connection, Direction } from '../../reader/tcp/connection.js';

/** SHA-256 of no bytes (FIPS 180-4). */
const SHA256_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * What a data connection carried; null where nothing, where it went both ways or is encrypted, and where no transcripts
 * were asked for.
 * @param completed who sends by the command, where the transfer was completed: then no bytes are an empty file.
 */
export function contentOf(connection: Connection, clientDirection: Direction, completed: Side | null): Content | null {
  const { flows, transcript } = connection;
  if (transcript === null || flows.some((flow) => flow?.startsLikeTls === true)) return null;
  const senders = ([0, 1] as const).filter((direction) => (flows[direction]?.bytes ?? 0) > 0);
  const [sender] = senders;
  if (sender === undefined) return completed === null ? null : emptyContent(connection, clientDirection, completed);
  if (senders.length > 1) return null;
  const from: Side = sender === clientDirection ? 'client' : 'server';
  const hash = transcript === 'not-kept' ? null : (transcript.contents?.[sender] ?? null);
  if (hash === null) return { from, sha256: null, missing: flows[sender]?.synSeen ? 'bound' : 'start', head: '' };
  const { sha256, head } = hash;
  return { from, sha256, missing: sha256 === null ? missingOf(hash.missing, connection, sender) : null, head };
}

/** Why there is no hash, where nothing stopped it or it was stopped behind a hole: there everything is out of order. */
function missingOf(stoppedBy: Content['missing'], { flows }: Connection, sender: Direction): Content['missing'] {
  const flow = flows[sender];
  const hasHole = flow !== null && flow.holes().length > 0;
  if (stoppedBy !== null) return stoppedBy === 'bound' && hasHole ? 'gap' : stoppedBy;
  const hasTail = flow !== null && flow.missingTail(flows[sender === 0 ? 1 : 0]) > 0;
  return hasHole || (hasTail && flow.finSeen) ? 'gap' : 'end';
}

/** An empty file: its sender's FIN follows the SYN. */
function emptyContent({ flows }: Connection, clientDirection: Direction, from: Side): Content | null {
  const serverDirection = clientDirection === 0 ? 1 : 0;
  const flow = flows[from === 'client' ? clientDirection : serverDirection];
  const isWhole = flow?.synSeen === true && flow.finSeen && flow.finSequence === flow.base;
  return isWhole ? { from, sha256: SHA256_OF_NOTHING, missing: null, head: '' } : null;
}
