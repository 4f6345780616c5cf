/** What is worth knowing about a session's safety. */
import type { SessionRule } from '../rule.js';

export const SECURITY_RULES: readonly SessionRule[] = [];
