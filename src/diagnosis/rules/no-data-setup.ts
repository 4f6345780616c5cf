import type { Command } from '../../model/analysis.js';
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, said } from '../phrases.js';
import type { AttemptRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { lastSuccess, refusalOf } from './setup-refusal.js';

/** How servers say that there was no PORT or PASV. */
const NO_SETUP =
  /use (?:port|pasv|eprt|epsv)|no data connection|issued first|bad sequence|no port specified|no connection|data connection.*(?:first|not)/i;

const SETUP = /^(?:PORT|PASV|EPRT|EPSV|LPRT|LPSV|P@SW)$/;

/** Q1: a transfer command without a data connection to use. */
export const noDataSetup: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { transfer, reply, setup, data, command } = attempt;
  if (transfer === null || command === null || reply === null || reply.code < 400) return null;
  if (setup !== null || data !== null || ![425, 503, 500, 501].includes(reply.code)) return null;
  // The refusal of that setup is the cause, and told there.
  if (isSetupRefused(command, subject)) return null;
  const isNamed = NO_SETUP.test(reply.text);
  if (!isNamed && reply.code !== 425) return null;
  const { quality } = subject;
  const isProven = isNamed && quality.dialogueIsWhole;
  const name = attemptName({ ...attempt, mode: 'unknown' });
  return diagnosis({
    kind: 'no-data-setup',
    severity: lastSuccess(subject) > attempt.frame ? 'warning' : 'error',
    certainty: isProven ? 'proven' : 'likely',
    transfer: transfer.id,
    title: {
      en: `${name.en.replace(' (mode unknown)', '')} was given without PORT or PASV in force: ${said(reply)}.`,
      zh: `${name.zh.replace('（模式未知）', '')}之前没有有效的 PORT 或 PASV：${said(reply)}。`,
    },
    cause: {
      en: 'In stream mode each transfer needs a PORT, PASV, EPRT or EPSV of its own that was accepted; the one before was used up, refused, or never sent.',
      zh: '流模式下每次传输都需要自己的、已被接受的 PORT、PASV、EPRT 或 EPSV；之前的已用过、被拒绝或从未发送。',
    },
    fix: [
      {
        en: 'Send PASV, EPSV, PORT or EPRT before each transfer command; in a script or by hand too.',
        zh: '在每个传输命令之前发送 PASV、EPSV、PORT 或 EPRT，脚本和手工会话也一样。',
      },
    ],
    alternatives: isProven ? [] : ['mid-session'],
    toDiscriminate: isProven ? null : { en: 'A capture of the whole session.', zh: '整个会话的捕获。' },
    evidence: [...commandProof(attempt), ...replyProof(attempt)],
    sameAs: String(reply.code),
  });
};

/** Commands before a transfer among which its setup stands: TYPE, SIZE, REST and the like come between. */
const NEAR = 8;

function isSetupRefused(command: Command, subject: Subject): boolean {
  const { commands } = subject.session;
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((commands[middle]?.frame ?? 0) < command.frame) low = middle + 1;
    else high = middle;
  }
  const setup = commands.slice(Math.max(0, low - NEAR), low).findLast(({ verb }) => SETUP.test(verb));
  return setup !== undefined && refusalOf(setup, subject) !== null;
}
