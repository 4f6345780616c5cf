/** What went wrong while data flowed, in the order in which the rules are asked. */
import type { AttemptRule, SessionRule } from '../rule.js';
import { asciiModeCorruption } from './ascii-mode-corruption.js';
import { controlLost } from './control-lost.js';
import { dataReset } from './data-reset.js';
import { dataStalled } from './data-stalled.js';
import { dataUnreceived } from './data-unreceived.js';
import { idleTimeout } from './idle-timeout.js';
import { pathMtuBlackHole } from './path-mtu-black-hole.js';
import { serverStorageError } from './server-storage-error.js';
import { sizeMismatch } from './size-mismatch.js';
import { abortedAfterStall, clientLeft, transferAborted } from './transfer-aborted.js';
import { zeroWindowStall } from './zero-window-stall.js';

export const TRANSFER_SESSION_RULES: readonly SessionRule[] = [controlLost, idleTimeout];

export const TRANSFER_RULES: readonly AttemptRule[] = [
  transferAborted,
  serverStorageError,
  pathMtuBlackHole,
  zeroWindowStall,
  clientLeft,
  dataReset,
  dataStalled,
  dataUnreceived,
  abortedAfterStall,
  sizeMismatch,
  asciiModeCorruption,
];
