import type { Text } from '../../model/language.js';
import { isLeftUnused, isWithoutAttempt } from '../connection-faults.js';
import { diagnosis } from '../diagnosis.js';
import { commandProof, exchangeProof, quote, replyProof } from '../phrases.js';
import type { AttemptRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { refusalRule } from './refusal-rule.js';
import { aftermathOf, severityAfter } from './setup-aftermath.js';

const isIpv6 = ({ session }: Subject) => session.server.address.includes(':');

/** B4, B5: PORT and PASV carry IPv4 only; EPRT and EPSV name a family, and it is not that of the control connection. */
export const setupFamilyMismatch = refusalRule('setup-family-mismatch', ({ command }, subject) => ({
  cause: causeOf(command.verb, subject),
  fix: [fixOf(subject)],
  toDiscriminate: {
    en: 'The same session with EPSV without an argument: is that accepted?',
    zh: '在同一会话中使用不带参数的 EPSV：是否被接受？',
  },
  sameAs: command.verb,
}));

/** B4: a server that answers PASV on an IPv6 connection has no address to put into the 227. */
export const familyOfPasv: AttemptRule = (attempt, subject) => {
  const { announcement, setup, data, transfer } = attempt;
  if (announcement?.method !== 'PASV' || announcement.accepted !== true || setup === null || data !== null) return null;
  if (!isIpv6(subject) || announcement.advertised?.address.includes(':')) return null;
  const isUnused = transfer === null && (isLeftUnused(attempt, subject) || announcement.problem !== null);
  if (!isUnused && !isWithoutAttempt(attempt, subject)) return null;
  const said = quote(announcement.text);
  const aftermath = nextAfter(attempt, subject);
  return diagnosis({
    kind: 'setup-family-mismatch',
    severity: aftermath,
    transfer: transfer?.id ?? null,
    title: {
      en: `PASV on an IPv6 connection: the reply announces ${said}, where nobody can connect.`,
      zh: `IPv6 连接上使用了 PASV：响应通告的 ${said} 无法连接。`,
    },
    cause: causeOf('PASV', subject),
    fix: [fixOf(subject)],
    evidence: [...exchangeProof(setup), ...commandProof(attempt), ...replyProof(attempt)],
    sameAs: 'PASV',
  });
};

/** How grave it is that the reply was useless: whether another attempt worked. */
function nextAfter(attempt: Parameters<AttemptRule>[0], subject: Subject) {
  if (subject.histories.get(attempt)?.fallback) return 'info';
  return attempt.setup === null ? 'error' : severityAfter(aftermathOf(attempt.setup, subject), subject);
}

function causeOf(verb: string, subject: Subject): Text {
  const family = isIpv6(subject) ? 'IPv6' : 'IPv4';
  if (verb === 'EPRT' || verb === 'EPSV') {
    return {
      en: `${verb} names another protocol than that of the control connection, which is ${family}: 1 is IPv4, 2 is IPv6 (RFC 2428).`,
      zh: `${verb} 指定的协议与控制连接（${family}）不同：1 为 IPv4，2 为 IPv6（RFC 2428）。`,
    };
  }
  return {
    en: `${verb} carries IPv4 addresses only, and the control connection is ${family} (RFC 2428).`,
    zh: `${verb} 只能携带 IPv4 地址，而控制连接使用 ${family}（RFC 2428）。`,
  };
}

function fixOf(subject: Subject): Text {
  return isIpv6(subject)
    ? {
        en: 'Use EPSV, or EPRT |2|address|port|, on IPv6 connections; or connect over IPv4.',
        zh: '在 IPv6 连接上使用 EPSV 或 EPRT |2|地址|端口|；或改用 IPv4 连接。',
      }
    : {
        en: 'Use EPSV without an argument, or EPRT |1|address|port|, on IPv4 connections.',
        zh: '在 IPv4 连接上使用不带参数的 EPSV，或 EPRT |1|地址|端口|。',
      };
}
