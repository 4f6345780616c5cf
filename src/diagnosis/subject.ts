import type { ObservedCapture, ObservedSession } from '../model/analysis.js';
import { type Attempt, attemptsOf } from './attempts.js';
import { type History, historiesOf } from './history.js';
import { type Quality, qualityOf } from './quality.js';
import { type ClientProgram, clientProgram, type ServerProgram, serverProgram } from './software.js';
import { type Place, placeOf } from './viewpoint.js';

/** A session and all that rules may know of it. */
export interface Subject {
  readonly capture: ObservedCapture;
  readonly session: ObservedSession;
  readonly quality: Quality;
  readonly place: Place;
  readonly server: ServerProgram;
  readonly client: ClientProgram;
  readonly attempts: readonly Attempt[];
  /** What happened before and after each attempt. */
  readonly histories: ReadonlyMap<Attempt, History>;
  /** What rules have found out about it, by the function that did. */
  readonly answers: Map<unknown, unknown>;
}

/** The same function, computed once for each subject. (Weak maps of subjects kept the garbage collector busy.) */
export function ofSubject<V>(compute: (subject: Subject) => V): (subject: Subject) => V {
  return (subject) => {
    const { answers } = subject;
    if (!answers.has(compute)) answers.set(compute, compute(subject));
    return answers.get(compute) as V;
  };
}

export function subjectOf(session: ObservedSession, capture: ObservedCapture): Subject {
  const attempts = attemptsOf(session, capture);
  return {
    capture,
    session,
    quality: qualityOf(session, capture),
    place: placeOf(session),
    server: serverProgram(session),
    client: clientProgram(session),
    attempts,
    histories: historiesOf(attempts),
    answers: new Map(),
  };
}
