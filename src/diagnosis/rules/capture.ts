/** What the capture itself lacks: the gates that come before every verdict. */
import type { SessionRule } from '../rule.js';

export const CAPTURE_RULES: readonly SessionRule[] = [];
