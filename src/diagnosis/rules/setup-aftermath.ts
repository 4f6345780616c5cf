/** What became of the need for a data connection when a setup command was refused. */
import type { Command } from '../../model/analysis.js';
import type { Severity } from '../../model/finding.js';
import { type Attempt, finalReply, worked } from '../attempts.js';
import { ofSubject, type Subject } from '../subject.js';

export interface Aftermath {
  /** The transfer that was asked for all the same, without a data connection to use. */
  readonly victim: Attempt | null;
  /** What the next setup that was accepted came to; null without one. `unused`: no transfer command followed it. */
  readonly fallback: 'worked' | 'failed' | 'unused' | null;
  /** The capture ends before the client could go on. */
  readonly isCutOff: boolean;
}

const SETUP = /^(?:PORT|EPRT|LPRT|PASV|EPSV|LPSV|SPSV|P@SW)$/;

/** PORT, PASV and their like, but not EPSV ALL, which sets up nothing (RFC 2428 section 4). */
export function isSetup(command: Pick<Command, 'verb' | 'argument'>): boolean {
  return SETUP.test(command.verb) && !isEpsvAll(command);
}

export function isEpsvAll({ verb, argument }: Pick<Command, 'verb' | 'argument'>): boolean {
  return verb === 'EPSV' && /^\s*ALL\s*$/i.test(argument ?? '');
}

/** @param command a setup command that was refused. */
export function aftermathOf(command: Command, subject: Subject): Aftermath {
  return aftermathsOf(subject).get(command) ?? { victim: null, fallback: null, isCutOff: false };
}

const aftermathsOf = ofSubject(aftermaths);

/** How grave the refusal is: whether the transfer came about in spite of it. */
export function severityAfter({ victim, fallback, isCutOff }: Aftermath, { histories }: Subject): Severity {
  if (victim !== null && !histories.get(victim)?.fallback) return 'error';
  if (fallback === 'failed' || (fallback === null && isCutOff)) return 'warning';
  return fallback === null ? 'error' : 'info';
}

/** Whether the transfer had no data connection to use because its setup was refused. */
export function isVictim(attempt: Attempt, subject: Subject): boolean {
  return victimsOf(subject).has(attempt);
}

const victimsOf = ofSubject(
  (subject: Subject) => new Set([...aftermathsOf(subject).values()].flatMap(({ victim }) => victim ?? [])),
);

/** One pass from the end: what comes after is known when a command is looked at. */
function aftermaths({ session, attempts }: Subject): Map<Command, Aftermath> {
  const bySetup = new Map<Command, Attempt>();
  const byCommand = new Map<Command, Attempt>();
  for (const attempt of attempts) {
    if (attempt.setup !== null) bySetup.set(attempt.setup, attempt);
    if (attempt.command !== null) byCommand.set(attempt.command, attempt);
  }
  const result = new Map<Command, Aftermath>();
  let fallback: Aftermath['fallback'] = null;
  let victim: Attempt | null = null;
  for (let i = session.commands.length - 1; i >= 0; i--) {
    const command = session.commands[i] as Command;
    const transfer = byCommand.get(command) ?? null;
    if (transfer !== null) victim = isWithoutSetup(transfer) ? transfer : null;
    if (!isSetup(command)) continue;
    const reply = finalReply(command.replies);
    if (reply !== null && reply.code < 400) {
      fallback = resultOf(bySetup.get(command) ?? null, fallback);
      victim = null;
    } else if (reply !== null) {
      const isCutOff = i === session.commands.length - 1 && session.end.how === 'open';
      result.set(command, { victim, fallback, isCutOff });
    }
  }
  return result;
}

function isWithoutSetup({ transfer, data, reply }: Attempt): boolean {
  return transfer?.setupFrame === null && data === null && reply !== null && reply.code >= 400;
}

/** A setup that another one replaced comes to what that one came to. */
function resultOf(attempt: Attempt | null, next: Aftermath['fallback']): Aftermath['fallback'] {
  const outcome = attempt?.transfer?.outcome ?? null;
  if (attempt !== null && (worked(attempt) || outcome === 'completed')) return 'worked';
  if (outcome === null) return next ?? 'unused';
  return outcome === 'failed' ? 'failed' : 'unused';
}
