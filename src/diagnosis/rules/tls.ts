/** TLS on data connections, in the order in which the rules are asked. */
import type { AttemptRule, CommandRule } from '../rule.js';
import { tlsDataHandshakeFailed } from './tls-data-handshake-failed.js';
import { tlsDataInClear } from './tls-data-in-clear.js';
import { protectionRequired, protectionRequiredBySetup } from './tls-data-protection-required.js';
import { tlsSessionReuseRequired } from './tls-session-reuse-required.js';

export const TLS_COMMAND_RULES: readonly CommandRule[] = [protectionRequiredBySetup];

export const TLS_ATTEMPT_RULES: readonly AttemptRule[] = [
  protectionRequired,
  tlsSessionReuseRequired,
  tlsDataHandshakeFailed,
  tlsDataInClear,
];
