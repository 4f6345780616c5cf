import type { Command } from '../model/analysis.js';
import type { Attempt } from './attempts.js';
import type { Diagnosis } from './diagnosis.js';
import type { Subject } from './subject.js';

/** Looks at a whole session. */
export type SessionRule = (subject: Subject) => readonly Diagnosis[];

/** Looks at one command; of the rules for commands the first that finds something is taken. */
export type CommandRule = (command: Command, subject: Subject) => Diagnosis | null;

/** Looks at one try at a data connection; of the rules for attempts the first that finds something is taken. */
export type AttemptRule = (attempt: Attempt, subject: Subject) => Diagnosis | null;
