/** PORT, PASV and their like that were refused: why, how surely, and what became of it. */
import type { Command, Reply } from '../../model/analysis.js';
import type { Certainty, Severity } from '../../model/finding.js';
import type { FindingKind } from '../../model/finding-kinds.js';
import { finalReply, worked } from '../attempts.js';
import { ofSubject, type Subject } from '../subject.js';
import { isBounce } from './bounce-targets.js';
import { type Aftermath, aftermathOf, isSetup, severityAfter } from './setup-aftermath.js';
import { verdictOf } from './setup-verdict.js';

export interface Refusal {
  readonly kind: FindingKind;
  readonly certainty: Certainty;
  readonly alternatives: readonly FindingKind[];
  readonly command: Command;
  readonly reply: Reply;
  readonly severity: Severity;
  readonly aftermath: Aftermath;
}

const ABOUT_ADDRESS: ReadonlySet<FindingKind> = new Set(['setup-address-refused', 'setup-port-refused']);

/** Null for other commands, for those that were accepted, and where the data connection itself failed. */
export function refusalOf(command: Command, subject: Subject): Refusal | null {
  return refusalsOf(subject)(command);
}

const refusalsOf = ofSubject((subject) => {
  const known = new Map<Command, Refusal | null>();
  return (command: Command): Refusal | null => {
    const before = known.get(command);
    if (before !== undefined) return before;
    const refusal = judge(command, subject);
    known.set(command, refusal);
    return refusal;
  };
});

function judge(command: Command, subject: Subject): Refusal | null {
  const reply = finalReply(command.replies);
  if (!isSetup(command) || reply === null || reply.code < 400) return null;
  const verdict = verdictOf(command, reply, subject);
  if (verdict === null) return null;
  const [why, said, others = []] = verdict;
  // What is told of a third host's service is told once, whether the server agreed or not.
  const kind = isBounce(command, subject) && ABOUT_ADDRESS.has(why) ? 'bounce-attempt' : why;
  // Where packets are missing a reply may answer another command than it seems to, unless it names its own.
  const isDoubtful = subject.quality.packetsMissing && !reply.text.toUpperCase().includes(command.verb);
  const certainty = said === 'proven' && isDoubtful ? 'likely' : said;
  const aftermath = aftermathOf(command, subject);
  return {
    ...{ kind, certainty, command, reply, aftermath },
    alternatives: certainty === 'proven' ? [] : isDoubtful ? [...others, 'capture-gap'] : others,
    severity: severityOfRefusal(kind, aftermath, subject),
  };
}

/** A command that the server does not know is no fault once another one was accepted. */
function severityOfRefusal(kind: FindingKind, aftermath: Aftermath, subject: Subject): Severity {
  const severity = severityAfter(aftermath, subject);
  return kind === 'setup-unsupported' && aftermath.fallback !== null && aftermath.victim === null ? 'info' : severity;
}

/** Frame of the last attempt that worked; 0 without one. What failed before it was made good. */
export const lastSuccess: (subject: Subject) => number = ofSubject(({ attempts }) =>
  attempts.reduce((latest, attempt) => {
    const isDone = worked(attempt) || attempt.transfer?.outcome === 'completed';
    return isDone ? Math.max(latest, attempt.frame) : latest;
  }, 0),
);
