/** Why a PASV, EPSV or LPSV was refused: by its code, and by the words. */

import { finalReply } from '../attempts.js';
import { ofSubject, type Subject } from '../subject.js';
import { isEpsvAll } from './setup-aftermath.js';
import { isOtherProtocol, type Refused, switchedOff, type Verdict } from './setup-verdict-parts.js';

export function passiveVerdict({ command, reply: { code }, means, sure }: Refused, subject: Subject): Verdict {
  const isIpv6 = subject.session.server.address.includes(':');
  if (means === 'wrong-family' || isOtherProtocol(command)) {
    return ['setup-family-mismatch', means === 'wrong-family' ? 'proven' : 'likely', ['setup-unsupported']];
  }
  if (means === 'switched-off') return switchedOff(sure, subject);
  if (means === 'no-port-left' || means === 'cannot-bind' || means === 'address-in-use' || means === 'full') {
    return ['passive-ports-exhausted', sure, ['mode-disabled', 'server-crash']];
  }
  if (isIpv6 && /^(?:PASV|P@SW)$/.test(command.verb) && code !== 550) {
    return ['setup-family-mismatch', 'likely', ['mode-disabled', 'passive-ports-exhausted']];
  }
  if (code < 500) return ['passive-ports-exhausted', 'likely', ['mode-disabled', 'server-crash']];
  if (means === 'unknown-command' || code === 500 || code === 502 || code === 504) {
    // Every server has to know PASV (RFC 1123 section 4.1.2.6): one that does not, was told not to.
    if (command.verb === 'PASV' || isPassiveOff(subject)) {
      return ['mode-disabled', 'likely', ['setup-unsupported', 'middlebox-rewrite']];
    }
    return ['setup-unsupported', means === null ? 'likely' : 'proven', ['mode-disabled']];
  }
  if (code === 550) return ['mode-disabled', 'likely', ['setup-unsupported']];
  return ['mode-disabled', 'possible', ['setup-unsupported', 'passive-ports-exhausted']];
}

/** Whether PASV itself was refused, and no passive command ever accepted: then EPSV is not merely unknown. */
const isPassiveOff = ofSubject(({ session }: Subject): boolean => {
  const passive = session.commands
    .filter((each) => /^(?:PASV|EPSV|P@SW)$/.test(each.verb) && !isEpsvAll(each))
    .map(({ verb, replies }) => ({ verb, code: finalReply(replies)?.code ?? 0 }));
  return passive.some(({ verb, code }) => verb === 'PASV' && code >= 500) && passive.every(({ code }) => code >= 400);
});
