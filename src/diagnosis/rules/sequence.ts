/** Commands in the wrong order, logins, and servers that refuse or fail. */
import type { AttemptRule, CommandRule, SessionRule } from '../rule.js';
import { activeBindFailed, addressInUse } from './active-bind-failed.js';
import { loginBruteForce, loginRefused, notLoggedIn } from './logins.js';
import { noDataSetup } from './no-data-setup.js';
import { commandRefused, serverCrash, serverFull } from './server-failures.js';

export const SEQUENCE_RULES: readonly SessionRule[] = [loginRefused, loginBruteForce, serverFull, serverCrash];
export const SEQUENCE_COMMAND_RULES: readonly CommandRule[] = [notLoggedIn, commandRefused];
export const SEQUENCE_ATTEMPT_RULES: readonly AttemptRule[] = [activeBindFailed, addressInUse, noDataSetup];
