import type { Command } from '../../model/analysis.js';
import type { Diagnosis } from '../diagnosis.js';
import { exchangeProof, named, said } from '../phrases.js';
import type { CommandRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { refusalOf } from './setup-refusal.js';
import { refusalWords } from './setup-words.js';

/** B1 to B7, A14, P8, P11: the server refused PORT, PASV or their like. */
export const setupRefused: CommandRule = (command, subject): Diagnosis | null => {
  const refusal = refusalOf(command, subject);
  const words = refusal === null ? null : refusalWords(refusal.kind, command, subject);
  if (refusal === null || words === null) return null;
  const { kind, certainty, alternatives, reply, severity } = refusal;
  const what = `${command.verb}${named(command.argument)}`;
  return {
    kind,
    severity,
    certainty,
    transfer: victimOf(command, subject),
    title: { en: `${what} was refused: ${said(reply)}.`, zh: `${what} 被拒绝：${said(reply)}。` },
    cause: words.cause,
    fix: words.fix,
    alternatives: certainty === 'proven' ? [] : alternatives,
    toDiscriminate:
      certainty === 'proven'
        ? null
        : {
            en: "The server's log and settings; or the same command with the address and port that the server would accept.",
            zh: '服务器的日志和配置；或用服务器可接受的地址和端口重试同一命令。',
          },
    evidence: exchangeProof(command),
    streams: [],
    sameAs: `${command.verb} ${reply.code}`,
  };
};

/** The transfer that failed for want of it: the next one, if nothing set it up. */
function victimOf(command: Command, { attempts }: Subject): string | null {
  let low = 0;
  let high = attempts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((attempts[middle]?.frame ?? 0) < command.frame) low = middle + 1;
    else high = middle;
  }
  const next = attempts.slice(low, low + 2).find(({ transfer }) => transfer !== null);
  return next?.setup === null && next.data === null ? (next.transfer?.id ?? null) : null;
}
