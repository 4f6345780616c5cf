/** From what happened to what went wrong: a pure function over the classifier's result. */
import type {
  CaptureAnalysis,
  ObservedCapture,
  ObservedSession,
  Session,
  SessionNote,
  Transfer,
} from '../model/analysis.js';
import type { Finding } from '../model/finding.js';
import { type InEveryLanguage, inLanguage, type Language } from '../model/language.js';
import { asFarAsCaptured, asFarAsInOrder } from './as-far-as-captured.js';
import { factsOf } from './capture-facts.js';
import type { Diagnosis } from './diagnosis.js';
import { fold, MAX_FINDINGS } from './fold.js';
import { ATTEMPT_RULES, COMMAND_RULES, SESSION_RULES } from './rules/index.js';
import { type Subject, subjectOf } from './subject.js';

/** Adds to every session what went wrong in it, where it was seen from, and which programs spoke. */
export function diagnose(capture: ObservedCapture, language: Language): CaptureAnalysis {
  let count = 0;
  // Before the first session is replaced.
  factsOf(capture);
  const sessions = capture.sessions.replaceAll((session): Session => {
    const subject = subjectOf(session, capture);
    const { findings: unnumbered, left } = fold(diagnosesOf(subject), session.tcpStream, language);
    const findings = unnumbered.map((finding): Finding => ({ id: `F${++count}`, ...finding }));
    const { client, server, place } = subject;
    return {
      ...session,
      viewpoint: { at: place.at, reason: place.reason[language] },
      software: { client: client.name, server: server.name },
      transfers: withFindings(session.transfers, findings),
      findings,
      notes: left === 0 ? session.notes : [...session.notes, inLanguage(tooMany(left, session), language)],
    };
  });
  return { ...capture, sessions };
}

function* diagnosesOf(subject: Subject): Generator<Diagnosis> {
  for (const diagnosis of toldBy(subject)) yield asFarAsInOrder(diagnosis, subject);
}

function* toldBy(subject: Subject): Generator<Diagnosis> {
  for (const rule of SESSION_RULES) yield* rule(subject);
  for (const command of subject.session.commands) {
    const diagnosis = first(COMMAND_RULES, (rule) => rule(command, subject));
    if (diagnosis !== null) yield diagnosis;
  }
  for (const attempt of subject.attempts) {
    const diagnosis = first(ATTEMPT_RULES, (rule) => rule(attempt, subject));
    if (diagnosis !== null) yield diagnosis.severity === 'info' ? diagnosis : asFarAsCaptured(diagnosis, subject);
  }
}

function first<R>(rules: readonly R[], apply: (rule: R) => Diagnosis | null): Diagnosis | null {
  for (const rule of rules) {
    const diagnosis = apply(rule);
    if (diagnosis !== null) return diagnosis;
  }
  return null;
}

function withFindings(transfers: readonly Transfer[], findings: readonly Finding[]): Transfer[] {
  const ids = new Map<string, string[]>();
  for (const { id, transfers: about } of findings) {
    for (const transfer of about) ids.set(transfer, [...(ids.get(transfer) ?? []), id]);
  }
  return transfers.map((transfer) => ({ ...transfer, findings: ids.get(transfer.id) ?? [] }));
}

function tooMany(left: number, { end }: ObservedSession): InEveryLanguage<SessionNote> {
  const message = {
    en: `Only the ${MAX_FINDINGS} gravest findings are told; ${left} more were left out.`,
    zh: `只列出最严重的 ${MAX_FINDINGS} 项发现；另有 ${left} 项未列出。`,
  };
  return { kind: 'too-many-findings', message, frame: end.frame, time: end.time };
}
