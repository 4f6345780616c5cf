import type { ConnectionStore } from '../../reader/tcp/connection-store.js';
import { addTo } from '../lists.js';
import type { HostLeftovers } from './leftovers.js';
import type { SessionOutline } from './planned-session.js';

/** Whose connections are that begin while commands of several sessions cannot be read. */
export interface Ownership {
  /** Numbers of connections, in order of first frame. */
  readonly of: ReadonlyMap<SessionOutline, readonly number[]>;
  /** The owners of those for which several sessions could be it. */
  readonly disputed: ReadonlyMap<number, SessionOutline>;
}

/** Something that happens to one of these sessions at a frame. */
interface Happening {
  readonly frame: number;
  readonly session: SessionOutline;
  readonly kind: 'begins' | 'speaks' | 'ends';
}

/**
 * Of several sessions of one client and one server whose commands cannot be read, a connection between them belongs to
 * the one that spoke last before it. One walk through the capture tells it of all connections.
 */
export function findOwners(
  rivals: readonly SessionOutline[],
  leftovers: HostLeftovers,
  connections: ConnectionStore,
): Ownership {
  const happenings = rivals
    .flatMap((session) => happeningsOf(session, connections))
    .sort((a, b) => a.frame - b.frame || Number(a.kind === 'ends') - Number(b.kind === 'ends'));
  const lastSpoken = new Map<SessionOutline, number>();
  const hidden = new Set<SessionOutline>();
  /** Who spoke when, in order; the walk drops what a later word of the session makes void. */
  const spoken: { readonly session: SessionOutline; readonly frame: number }[] = [];
  const of = new Map<SessionOutline, number[]>();
  const disputed = new Map<number, SessionOutline>();
  let next = 0;
  for (const { index, firstFrame } of leftovers.between(0, Number.POSITIVE_INFINITY)) {
    for (let happening = happenings[next]; happening !== undefined; happening = happenings[++next]) {
      const { session, frame, kind } = happening;
      // A stretch begins with its first frame and ends after its last.
      if (frame > firstFrame || (frame === firstFrame && kind !== 'begins')) break;
      if (kind === 'begins') hidden.add(session);
      else if (kind === 'ends') hidden.delete(session);
      else {
        lastSpoken.set(session, frame);
        spoken.push({ session, frame });
      }
    }
    let last = spoken.at(-1);
    // A session that is hidden again has spoken again: a stretch begins with a word.
    while (last !== undefined && (lastSpoken.get(last.session) !== last.frame || !hidden.has(last.session))) {
      spoken.pop();
      last = spoken.at(-1);
    }
    const [first] = hidden;
    const owner = last?.session ?? first;
    if (owner === undefined) continue;
    addTo(of, owner, index);
    if (hidden.size > 1) disputed.set(index, owner);
  }
  return { of, disputed };
}

function happeningsOf(session: SessionOutline, connections: ConnectionStore): Happening[] {
  const happenings: Happening[] = [];
  for (const { from, to } of session.hidden) {
    happenings.push({ frame: from, session, kind: 'begins' }, { frame: to, session, kind: 'ends' });
  }
  for (const { frame } of connections.look(session.controlIndex).log?.segments() ?? []) {
    happenings.push({ frame, session, kind: 'speaks' });
  }
  return happenings;
}
