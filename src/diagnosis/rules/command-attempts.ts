import type { Command } from '../../model/analysis.js';
import type { Attempt } from '../attempts.js';
import { ofSubject, type Subject } from '../subject.js';

/** The attempt of a transfer command; null for other commands. */
export function attemptOf(command: Command, subject: Subject): Attempt | null {
  return byCommand(subject).get(command) ?? null;
}

const byCommand = ofSubject(
  ({ attempts }: Subject) =>
    new Map(attempts.flatMap((each) => (each.command === null ? [] : [[each.command, each] as const]))),
);
