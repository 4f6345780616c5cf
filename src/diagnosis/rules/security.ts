/** What is worth knowing about a session's safety. */
import type { SessionRule } from '../rule.js';
import { cleartextPassword } from './cleartext-password.js';
import { fxp } from './fxp.js';

export const SECURITY_RULES: readonly SessionRule[] = [cleartextPassword, fxp];
