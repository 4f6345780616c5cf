/** Sessions between the same two hosts: what one of them shows holds for the others. */
import type { ObservedCapture, ObservedSession, UnpairedDataConnection } from '../model/analysis.js';
import { memo } from './memo.js';

type Hosts = Pick<ObservedSession, 'client' | 'server'>;

function keyOf({ client, server }: Hosts): string {
  return `${client.address} ${server.address}`;
}

const groupsIn = memo(({ sessions }: ObservedCapture) => {
  const groups = new Map<string, ObservedSession[]>();
  for (const session of sessions) {
    const group = groups.get(keyOf(session));
    if (group === undefined) groups.set(keyOf(session), [session]);
    else group.push(session);
  }
  return groups;
});

const NONE: readonly ObservedSession[] = [];

/** The sessions between the hosts of this one, itself included, in capture order; the same array for each of them. */
export function siblingsOf(session: Hosts, capture: ObservedCapture): readonly ObservedSession[] {
  return groupsIn(capture).get(keyOf(session)) ?? NONE;
}

type Unpaired = Pick<ObservedCapture, 'unpairedDataConnections'>;

const unpairedIn = memo(({ unpairedDataConnections }: Unpaired) => {
  const bySession = new Map<number, UnpairedDataConnection[]>();
  for (const unpaired of unpairedDataConnections) {
    const group = bySession.get(unpaired.session);
    if (group === undefined) bySession.set(unpaired.session, [unpaired]);
    else group.push(unpaired);
  }
  return bySession;
});

/** The data connections of a session that no transfer used. */
export function unpairedOf(session: Pick<ObservedSession, 'id'>, capture: Unpaired): readonly UnpairedDataConnection[] {
  return unpairedIn(capture).get(session.id) ?? [];
}
