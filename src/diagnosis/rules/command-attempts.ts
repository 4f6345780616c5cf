import type { Command } from '../../model/analysis.js';
import { memo } from '../../model/memo.js';
import type { Attempt } from '../attempts.js';
import type { Subject } from '../subject.js';

/** The attempt of a transfer command; null for other commands. */
export function attemptOf(command: Command, subject: Subject): Attempt | null {
  return byCommand(subject).get(command) ?? null;
}

const byCommand = memo(
  ({ attempts }: Subject) =>
    new Map(attempts.flatMap((each) => (each.command === null ? [] : [[each.command, each] as const]))),
);
