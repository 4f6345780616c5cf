import type { Command, Reply } from '../../model/analysis.js';
import type { Certainty } from '../../model/finding.js';
import { finalReply } from '../attempts.js';
import type { Diagnosis } from '../diagnosis.js';
import { exchangeProof, named, said } from '../phrases.js';
import type { AttemptRule, CommandRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';
import { lastSuccess, refusalOf } from './setup-refusal.js';
import { HANDSHAKE_TEXT, PROTECTION_TEXT, REUSE_TEXT } from './tls-words.js';

/** A login that is refused for want of TLS is a matter of the login. */
const LOGIN = /^(?:USER|PASS|ACCT|AUTH)$/;
const TRANSFER = /^(?:RETR|STOR|STOU|APPE|LIST|NLST|MLSD)$/;

/** Codes that stand for it where the text does not tell (RFC 2228 section 5.1, RFC 4217 section 10). */
const CODES: ReadonlySet<number> = new Set([521, 522, 533, 534, 536]);

/** T2: PASV, PORT or PROT C is refused for want of protection. */
export const protectionRequiredBySetup: CommandRule = (command, subject) => {
  if (LOGIN.test(command.verb) || TRANSFER.test(command.verb)) return null;
  const reply = finalReply(command.replies);
  const refusal = refusalOf(command, subject);
  if (reply === null || reply.code < 400) return null;
  if (refusal?.kind === 'tls-data-protection-required') {
    return required(command, reply, refusal.certainty, null, subject);
  }
  // Of other commands only what sets the protection is about data.
  const isAbout = command.verb === 'PROT' ? PROTECTION_TEXT.test(reply.text) || CODES.has(reply.code) : isTold(reply);
  return isAbout && !/^P$/i.test(command.argument ?? '')
    ? required(command, reply, isTold(reply) ? 'proven' : 'likely', null, subject)
    : null;
};

/** The same, said to the transfer command. */
export const protectionRequired: AttemptRule = ({ command, reply, transfer }, subject) => {
  if (command === null || transfer === null || reply === null || reply.code < 400) return null;
  const isRefused = transfer.outcome === 'refused' && CODES.has(reply.code) && transfer.protectionLevel !== 'P';
  if (!isTold(reply) && !isRefused) return null;
  return required(command, reply, isTold(reply) ? 'proven' : 'likely', transfer.id, subject);
};

function isTold({ text }: Reply): boolean {
  return PROTECTION_TEXT.test(text) && !REUSE_TEXT.test(text) && !HANDSHAKE_TEXT.test(text);
}

function required(
  command: Command,
  reply: Reply,
  certainty: Certainty,
  transfer: string | null,
  subject: Subject,
): Diagnosis {
  const { server, session } = subject;
  const setting = inParentheses(serverSetting(server, 'tlsDataRequired'));
  const isClear = session.tls === null;
  const name = `${command.verb}${named(command.argument)}`;
  return {
    kind: 'tls-data-protection-required',
    severity: lastSuccess(subject) > command.frame ? 'info' : 'error',
    certainty,
    transfer,
    title: {
      en: `${name} was refused because the data connection would not be protected: ${said(reply)}.`,
      zh: `${name} 被拒绝，因为数据连接未加密：${said(reply)}。`,
    },
    cause: {
      en: `The server takes data connections over TLS only, and the client ${isClear ? 'uses no TLS at all' : 'did not ask for it (PROT P)'}.`,
      zh: `服务器只接受通过 TLS 的数据连接，而客户端${isClear ? '完全没有使用 TLS' : '没有请求加密（PROT P）'}。`,
    },
    fix: [
      isClear
        ? {
            en: 'Have the client use FTP over TLS: AUTH TLS, PBSZ 0, PROT P.',
            zh: '让客户端使用 FTPS：AUTH TLS、PBSZ 0、PROT P。',
          }
        : {
            en: 'Have the client send PBSZ 0 and PROT P before the transfer.',
            zh: '让客户端在传输前发送 PBSZ 0 和 PROT P。',
          },
      { en: `Or drop the demand on the server${setting.en}.`, zh: `或在服务器上取消该要求${setting.zh}。` },
    ],
    alternatives: certainty === 'proven' ? [] : ['command-refused'],
    toDiscriminate: certainty === 'proven' ? null : { en: "The server's log.", zh: '服务器的日志。' },
    evidence: exchangeProof(command),
    streams: [session.tcpStream],
    sameAs: `${reply.code}`,
  };
}
