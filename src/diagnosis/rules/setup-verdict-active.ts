/** Why a PORT, EPRT or LPRT was refused: by its address and port, and by the words. */
import type { FindingKind } from '../../model/finding-kinds.js';
import { isUnroutable } from '../address-class.js';
import type { Meaning } from '../reply-texts.js';
import type { Subject } from '../subject.js';
import { FIRST_FREE_PORT, isOtherProtocol, type Refused, switchedOff, type Verdict } from './setup-verdict-parts.js';

/** Null where the refusal is none: a server that connects at once could not. */
export function activeVerdict({ command, reply: { code }, means, sure }: Refused, subject: Subject): Verdict | null {
  const isRefusal = means !== null && means !== 'no-port-left' && means !== 'cannot-bind' && means !== 'address-in-use';
  // pyftpdlib connects when it gets the PORT, and says so when that fails: no refusal of the address.
  if ((code === 421 || code === 425) && !isRefusal) return null;
  const isUnknown = means === 'unknown-command' || (means === null && (code === 502 || code === 504));
  if (isUnknown) {
    return ['setup-unsupported', means === null ? 'likely' : 'proven', means === null ? ['mode-disabled'] : []];
  }
  const announced = command.announcement?.advertised ?? null;
  if (means === 'wrong-family' || isOtherProtocol(command)) return ['setup-family-mismatch', 'proven'];
  if (announced === null) {
    return lacksBytes(subject) ? unread(means, sure, subject) : ['setup-syntax-error', 'proven'];
  }
  const { address } = subject.session.client;
  const isLow = announced.port < FIRST_FREE_PORT;
  if (means === 'switched-off') return switchedOff(sure, subject, announced.address !== address, isLow);
  if (announced.address.includes(':') !== address.includes(':')) {
    return means === 'foreign-address' || means === 'illegal-setup'
      ? ['setup-family-mismatch', 'proven']
      : ['setup-family-mismatch', 'likely', ['setup-address-refused', 'mode-disabled']];
  }
  if (means === 'foreign-address') return ['setup-address-refused', 'proven'];
  if (means === 'low-port') return ['setup-port-refused', isLow ? 'proven' : 'likely'];
  if (means === 'bad-syntax') return ['setup-syntax-error', 'likely', ['setup-address-refused', 'mode-disabled']];
  const rest: FindingKind[] = sure === 'proven' ? [] : ['mode-disabled'];
  if (announced.address !== address) {
    return isLow
      ? ['setup-address-refused', 'likely', ['setup-port-refused', ...rest]]
      : ['setup-address-refused', sure, rest];
  }
  return isLow ? ['setup-port-refused', sure, rest] : groundless(means, subject);
}

/** Whether an argument that is no address and port may be one of which the capture has a part. */
function lacksBytes({ quality }: Subject): boolean {
  return quality.payloadCut || quality.packetsMissing;
}

/** Address and port cannot be read: the words alone may tell. */
function unread(means: Meaning | null, sure: Refused['sure'], subject: Subject): Verdict {
  if (means === 'switched-off') return switchedOff(sure, subject);
  if (means === 'foreign-address') return ['setup-address-refused', 'proven'];
  if (means === 'low-port') return ['setup-port-refused', 'proven'];
  return ['setup-address-refused', 'possible', ['setup-port-refused', 'mode-disabled', 'setup-syntax-error']];
}

/** Address and port are good, as far as this capture shows, and were refused. */
function groundless(means: Meaning | null, { place, session }: Subject): Verdict {
  if (means !== 'illegal-setup') {
    return ['mode-disabled', 'possible', ['setup-address-refused', 'setup-unsupported', 'setup-syntax-error']];
  }
  const isAtServer = place.at === 'server' || place.at === 'same-host' || place.at === 'same-network';
  const isBehindNat = !isAtServer && isUnroutable(session.client.address) && !isUnroutable(session.server.address);
  if (isBehindNat) {
    return ['setup-address-refused', 'likely', ['mode-disabled', 'middlebox-rewrite', 'setup-syntax-error']];
  }
  const first: FindingKind[] = isAtServer ? [] : ['setup-address-refused'];
  return ['setup-syntax-error', 'possible', [...first, 'mode-disabled', 'middlebox-rewrite']];
}
