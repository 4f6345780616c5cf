/** PORT, PASV and their like that were refused, in the order in which the rules are asked. */
import type { CommandRule } from '../rule.js';

export const SETUP_RULES: readonly CommandRule[] = [];
