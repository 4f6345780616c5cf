/** What went wrong while data flowed. */
import type { AttemptRule, SessionRule } from '../rule.js';

export const TRANSFER_SESSION_RULES: readonly SessionRule[] = [];
export const TRANSFER_RULES: readonly AttemptRule[] = [];
