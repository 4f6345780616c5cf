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
  };
}
