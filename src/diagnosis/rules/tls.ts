/** TLS on control and data connections. */
import type { AttemptRule, CommandRule } from '../rule.js';

export const TLS_COMMAND_RULES: readonly CommandRule[] = [];
export const TLS_ATTEMPT_RULES: readonly AttemptRule[] = [];
