import { diagnosis } from '../diagnosis.js';
import { commandProof, named, replyProof, said } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import { meaningOf } from '../reply-texts.js';
import type { AttemptRule } from '../rule.js';
import { isVictim } from './setup-aftermath.js';

/** "Bad sequence of commands" and "can't open data connection": with no setup there, that is what is missing. */
const BY_CODE: ReadonlySet<number> = new Set([425, 503]);

/** Q1: a transfer command without a data connection to use. */
export const noDataSetup: AttemptRule = (attempt, subject) => {
  const { transfer, reply, setup, data, command } = attempt;
  if (transfer === null || command === null || reply === null || reply.code < 400) return null;
  if (setup !== null || data !== null || transfer.replies.some(({ code }) => code < 200)) return null;
  // The refusal of its setup is the cause, and told there.
  if (isVictim(attempt, subject)) return null;
  const meaning = meaningOf(reply, subject.server);
  const isSaid = meaning?.means === 'no-setup';
  const isMeant = BY_CODE.has(reply.code) && (meaning === null || meaning.means === 'unknown-command');
  const { dialogueIsWhole } = subject.quality;
  if (!isSaid && !(isMeant && dialogueIsWhole)) return null;
  const isProven = isSaid && (meaning.isLiteral || dialogueIsWhole);
  const what = `${command.verb}${named(command.argument)}`;
  return diagnosis({
    kind: 'no-data-setup',
    severity: severityOf(attempt, subject),
    certainty: isProven ? 'proven' : 'likely',
    transfer: transfer.id,
    title: {
      en: `Transfer ${transfer.id} ${what} was given without PORT or PASV: ${said(reply)}.`,
      zh: `传输 ${transfer.id} ${what} 之前没有 PORT 或 PASV：${said(reply)}。`,
    },
    cause: {
      en: 'In stream mode each transfer needs a PORT, EPRT, PASV or EPSV of its own; the one before is used up, or there was none. The network is not at fault.',
      zh: '流模式下每次传输都需要自己的 PORT、EPRT、PASV 或 EPSV；之前的已经用过，或从未发送。与网络无关。',
    },
    fix: [
      {
        en: 'Send PASV, EPSV, PORT or EPRT before each transfer command; scripts and sessions typed by hand forget it.',
        zh: '在每个传输命令之前发送 PASV、EPSV、PORT 或 EPRT；脚本和手工会话常会遗漏。',
      },
    ],
    alternatives: isProven ? [] : ['default-data-port', 'mid-session'],
    toDiscriminate: isProven
      ? null
      : { en: 'The same transfer with a PASV right before it.', zh: '在其之前立即发送 PASV，再次传输。' },
    evidence: [...commandProof(attempt), ...replyProof(attempt)],
    sameAs: String(reply.code),
  });
};
