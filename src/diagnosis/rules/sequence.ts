/** Commands in the wrong order, logins, and servers that refuse or fail. */
import type { AttemptRule, CommandRule, SessionRule } from '../rule.js';

export const SEQUENCE_RULES: readonly SessionRule[] = [];
export const SEQUENCE_COMMAND_RULES: readonly CommandRule[] = [];
export const SEQUENCE_ATTEMPT_RULES: readonly AttemptRule[] = [];
