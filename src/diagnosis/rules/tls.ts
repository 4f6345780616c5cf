/** TLS on control and data connections. */
import type { Certainty } from '../../model/finding.js';
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import { type Attempt, finalReply } from '../attempts.js';
import { type Diagnosis, diagnosis, type Proof } from '../diagnosis.js';
import { attemptName, commandProof, exchangeProof, replyProof, said } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule, CommandRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';
import { lastSuccess, refusalOf } from './setup-refusal.js';

const REUSE = /session reuse|not (?:been )?resumed|has not resumed|session of data connection/i;
const PROTECTION =
  /\bprot\b|must be encrypted|requires? (?:ssl|tls|protected)|(?:ssl|tls)(?:\/tls)? required|protection level|policy requires/i;
const HANDSHAKE = /(?:ssl|tls).*(?:fail|error|unknown|refuse|negotiat)|handshake|negotiation/i;
const EPERM = /operation not permitted/i;

/** T2: a transfer, a PASV or PROT C is refused for want of protection. */
const protectionRequired: CommandRule = (command, subject): Diagnosis | null => {
  const reply = finalReply(command.replies);
  if (reply === null || reply.code < 400 || /^(USER|PASS|ACCT|AUTH)$/.test(command.verb)) return null;
  const refusal = refusalOf(command, subject);
  const isTold = PROTECTION.test(reply.text) && !REUSE.test(reply.text) && !HANDSHAKE.test(reply.text);
  if (!isTold && refusal?.kind !== 'tls-data-protection-required') return null;
  const required = serverSetting(subject.server, 'tlsDataRequired');
  return diagnosis({
    kind: 'tls-data-protection-required',
    severity: lastSuccess(subject) > command.frame ? 'info' : 'error',
    certainty: refusal?.certainty ?? 'proven',
    transfer: subject.session.transfers.find(({ commandFrame }) => commandFrame === command.frame)?.id ?? null,
    title: {
      en: `${command.verb} was refused, as the data connection is not protected: ${said(reply)}.`,
      zh: `${command.verb} 被拒绝，因为数据连接未加密：${said(reply)}。`,
    },
    cause: { en: 'The server takes data connections over TLS only.', zh: '服务器只接受通过 TLS 的数据连接。' },
    fix: [
      { en: 'Have the client send AUTH TLS, PBSZ 0 and PROT P.', zh: '让客户端发送 AUTH TLS、PBSZ 0 和 PROT P。' },
      {
        en: `Or drop the demand on the server${inParentheses(required).en}.`,
        zh: `或在服务器上取消该要求${inParentheses(required).zh}。`,
      },
    ],
    evidence: exchangeProof(command),
    sameAs: `${command.verb} ${reply.code}`,
  });
};

interface Failure {
  readonly kind: FindingKind;
  readonly certainty: Certainty;
  readonly what: Text;
  readonly proofs: readonly Proof[];
}

/** T1 and T3: TCP is up, TLS is not. */
const tlsFailed: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { transfer, data } = attempt;
  if (transfer?.outcome === 'completed') return null;
  const failure = bothOf(byWords(attempt), byRecords(attempt, subject));
  if (failure === null) return null;
  const isReuse = failure.kind === 'tls-session-reuse-required';
  const reuse = serverSetting(subject.server, 'tlsSessionReuse');
  const name = attemptName(attempt);
  return diagnosis({
    kind: failure.kind,
    severity: severityOf(attempt, subject),
    certainty: failure.certainty,
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en}: TCP connected, and TLS failed: ${failure.what.en}.`,
      zh: `${name.zh}：TCP 已连接，但 TLS 失败：${failure.what.zh}。`,
    },
    cause: isReuse
      ? {
          en: 'The server wants the TLS session of the control connection to be resumed on the data connection, to be sure that both are of one client; this client made a new one.',
          zh: '服务器要求数据连接复用控制连接的 TLS 会话，以确认属于同一客户端；而此客户端新建了会话。',
        }
      : {
          en: 'The two sides do not agree on TLS for the data connection: one speaks plain, a version, cipher or certificate is not accepted, or a device on the way inspects TLS.',
          zh: '双方在数据连接的 TLS 上不一致：一方使用明文，版本、密码套件或证书不被接受，或途中设备在检查 TLS。',
        },
    fix: isReuse
      ? [
          {
            en: 'Use a client that resumes TLS sessions (and keeps tickets).',
            zh: '使用支持 TLS 会话复用（并保存会话票据）的客户端。',
          },
          { en: `Or drop the demand: ${reuse.en}.`, zh: `或取消该要求：${reuse.zh}。` },
        ]
      : [
          {
            en: 'Let both sides agree on PROT P (or C), on TLS versions and ciphers, and exempt the data ports from TLS inspection.',
            zh: '使双方在 PROT P（或 C）、TLS 版本和密码套件上一致，并对数据端口关闭 TLS 检查。',
          },
        ],
    alternatives:
      failure.certainty === 'proven' ? [] : [isReuse ? 'tls-data-handshake-failed' : 'tls-session-reuse-required'],
    toDiscriminate:
      failure.certainty === 'proven'
        ? null
        : {
            en: "The server's TLS log, or the same transfer with the demand for session reuse switched off.",
            zh: '服务器的 TLS 日志，或关闭会话复用要求后重试。',
          },
    evidence: [...commandProof(attempt), ...failure.proofs, ...replyProof(attempt)],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: failure.kind,
  });
};

/** The words decide; what the records show beside them is evidence too. */
function bothOf(words: Failure | null, records: Failure | null): Failure | null {
  if (words === null) return records;
  return records?.kind === words.kind ? { ...words, proofs: records.proofs } : words;
}

function byWords({ reply, data, transfer }: Attempt): Failure | null {
  if (reply === null || reply.code < 400) return null;
  const what = { en: said(reply), zh: said(reply) };
  if (REUSE.test(reply.text)) return { kind: 'tls-session-reuse-required', certainty: 'proven', what, proofs: [] };
  if (data === null && transfer?.dataConnection !== 'not-captured') return null;
  if (HANDSHAKE.test(reply.text) && !PROTECTION.test(reply.text))
    return { kind: 'tls-data-handshake-failed', certainty: 'proven', what, proofs: [] };
  if (reply.code === 425 && EPERM.test(reply.text) && data?.state === 'established') {
    const isNew = data.tlsHandshake?.offersResumption === false || data.tlsHandshake?.resumed === false;
    const kind = isNew ? 'tls-session-reuse-required' : 'tls-data-handshake-failed';
    return { kind, certainty: 'likely', what, proofs: [] };
  }
  return null;
}

/** With the replies encrypted only the records tell. */
function byRecords({ data }: Attempt, { session }: Subject): Failure | null {
  if (data === null || data.state !== 'established') return null;
  const { tlsHandshake } = data;
  const alert = tlsHandshake?.alert ?? null;
  if (alert !== null) {
    return {
      kind: 'tls-data-handshake-failed',
      certainty: 'proven',
      what: {
        en: `the ${alert.from} sent fatal alert ${alert.description}`,
        zh: `${alert.from === 'client' ? '客户端' : '服务器'}发送了致命告警 ${alert.description}`,
      },
      proofs: [
        {
          frame: alert.frame,
          what: { en: `TLS alert: fatal, ${alert.description}`, zh: `TLS 告警：致命，${alert.description}` },
        },
      ],
    };
  }
  const isUnanswered = tlsHandshake?.clientHello === true && !tlsHandshake.serverHello && data.bytesFromServer === 0;
  const close = data.events.find(({ kind }) => kind === 'rst' || kind === 'fin');
  if (!isUnanswered || close === undefined || session.ends.server === null) return null;
  return {
    kind: 'tls-data-handshake-failed',
    certainty: 'likely',
    what: { en: 'the ClientHello was answered by no ServerHello', zh: 'ClientHello 没有得到 ServerHello 应答' },
    proofs: [{ frame: close.frame, what: { en: close.kind.toUpperCase(), zh: close.kind.toUpperCase() } }],
  };
}

export const TLS_COMMAND_RULES: readonly CommandRule[] = [protectionRequired];
export const TLS_ATTEMPT_RULES: readonly AttemptRule[] = [tlsFailed];
