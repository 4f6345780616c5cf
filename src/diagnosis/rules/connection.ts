/** Data connections that did not come about, in the order in which the rules are asked: the more special first. */
import type { AttemptRule } from '../rule.js';
import { activeClosedByClient } from './active-closed-by-client.js';
import { activeRefused } from './active-refused.js';
import { activeSynUnanswered } from './active-syn-unanswered.js';
import { activeAddressWrong, passiveAddressWrong } from './address-wrong.js';
import { cannotTell } from './cannot-tell.js';
import { defaultDataPort } from './default-data-port.js';
import { epsvFallback } from './epsv-fallback.js';
import { icmpUnreachable } from './icmp-unreachable.js';
import { activeNoAttempt, passiveNoAttempt } from './no-attempt.js';
import { passiveAddressIgnored } from './passive-address-ignored.js';
import { passiveLate } from './passive-late.js';
import { passivePeerRejected, passivePeerRejectedUnseen } from './passive-peer-rejected.js';
import { passiveRefused } from './passive-refused.js';
import { passiveSuperseded } from './passive-superseded.js';
import { passiveSynUnanswered } from './passive-syn-unanswered.js';

export const CONNECTION_RULES: readonly AttemptRule[] = [
  defaultDataPort,
  passiveLate,
  passiveSuperseded,
  epsvFallback,
  passiveAddressWrong,
  activeAddressWrong,
  icmpUnreachable,
  passiveRefused,
  activeRefused,
  passiveSynUnanswered,
  activeSynUnanswered,
  passivePeerRejected,
  passivePeerRejectedUnseen,
  activeClosedByClient,
  passiveNoAttempt,
  activeNoAttempt,
  cannotTell,
  passiveAddressIgnored,
];
