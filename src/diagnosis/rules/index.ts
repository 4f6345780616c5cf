/** Every rule, in the order in which they are asked. */
import type { AttemptRule, CommandRule, SessionRule } from '../rule.js';
import { CAPTURE_RULES } from './capture.js';
import { CONNECTION_RULES } from './connection.js';
import { controlEncrypted } from './control-encrypted.js';
import { SECURITY_RULES } from './security.js';
import { SEQUENCE_ATTEMPT_RULES, SEQUENCE_COMMAND_RULES, SEQUENCE_RULES } from './sequence.js';
import { SETUP_RULES } from './setup.js';
import { setupHeldBack } from './setup-held-back.js';
import { TLS_ATTEMPT_RULES, TLS_COMMAND_RULES } from './tls.js';
import { tlsControlHandshakeFailed } from './tls-control-handshake-failed.js';
import { TRANSFER_RULES, TRANSFER_SESSION_RULES } from './transfer.js';

/** All are asked. */
export const SESSION_RULES: readonly SessionRule[] = [
  ...CAPTURE_RULES,
  setupHeldBack,
  ...SEQUENCE_RULES,
  ...TRANSFER_SESSION_RULES,
  ...SECURITY_RULES,
  controlEncrypted,
  tlsControlHandshakeFailed,
];

/** The first that finds something is taken, for each command. */
export const COMMAND_RULES: readonly CommandRule[] = [...TLS_COMMAND_RULES, ...SETUP_RULES, ...SEQUENCE_COMMAND_RULES];

/**
 * The first that finds something is taken, for each attempt, in the order in which a data connection comes about: what
 * the replies say for certain, TLS, then TCP, then what happened to the data.
 */
export const ATTEMPT_RULES: readonly AttemptRule[] = [
  ...SEQUENCE_ATTEMPT_RULES,
  ...TLS_ATTEMPT_RULES,
  ...CONNECTION_RULES,
  ...TRANSFER_RULES,
];
