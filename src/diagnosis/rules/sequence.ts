/** Commands in the wrong order, logins, and servers that refuse or fail. */
import type { AttemptRule, CommandRule, SessionRule } from '../rule.js';
import { activeBindFailed } from './active-bind-failed.js';
import { addressInUse } from './address-in-use.js';
import { bounceAttempt } from './bounce-attempt.js';
import { commandRefused } from './command-refused.js';
import { loginBruteForce } from './login-brute-force.js';
import { loginRefused } from './login-refused.js';
import { noDataSetup } from './no-data-setup.js';
import { notLoggedIn } from './not-logged-in.js';
import { serverCrash } from './server-crash.js';
import { serverFull } from './server-full.js';
import { familyOfPasv } from './setup-family-mismatch.js';

export const SEQUENCE_RULES: readonly SessionRule[] = [loginRefused, loginBruteForce, serverFull, serverCrash];
export const SEQUENCE_COMMAND_RULES: readonly CommandRule[] = [notLoggedIn, commandRefused];
export const SEQUENCE_ATTEMPT_RULES: readonly AttemptRule[] = [
  bounceAttempt,
  familyOfPasv,
  activeBindFailed,
  addressInUse,
  noDataSetup,
];
