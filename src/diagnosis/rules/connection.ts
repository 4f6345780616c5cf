/** Data connections that did not come about, in the order in which the rules are asked. */
import type { AttemptRule } from '../rule.js';
import { passiveRefused } from './passive-refused.js';

export const CONNECTION_RULES: readonly AttemptRule[] = [passiveRefused];
