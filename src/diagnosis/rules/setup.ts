/** PORT, PASV and their like that were refused, in the order in which the rules are asked. */
import type { CommandRule } from '../rule.js';
import { bounceAttempt } from './bounce-attempt.js';
import { middleboxRewrite } from './middlebox-rewrite.js';
import { setupRefused } from './setup-refused.js';

export const SETUP_RULES: readonly CommandRule[] = [middleboxRewrite, bounceAttempt, setupRefused];
