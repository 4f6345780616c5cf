/** What went wrong while data flowed, in the order in which the rules are asked. */
import type { AttemptRule, SessionRule } from '../rule.js';
import { controlLost } from './control-lost.js';
import { dataReset } from './data-reset.js';
import { dataStalled, pathMtuBlackHole, zeroWindowStall } from './stalls.js';
import {
  asciiModeCorruption,
  idleTimeout,
  serverStorageError,
  sizeMismatch,
  transferAborted,
} from './transfer-results.js';

export const TRANSFER_SESSION_RULES: readonly SessionRule[] = [idleTimeout];

export const TRANSFER_RULES: readonly AttemptRule[] = [
  transferAborted,
  serverStorageError,
  pathMtuBlackHole,
  zeroWindowStall,
  dataReset,
  dataStalled,
  controlLost,
  sizeMismatch,
  asciiModeCorruption,
];
