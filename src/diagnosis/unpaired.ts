import type { ObservedCapture, ObservedSession, UnpairedDataConnection } from '../model/analysis.js';
import { memo } from '../model/memo.js';

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
