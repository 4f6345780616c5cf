import type { Certainty } from '../../model/finding.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { closeOf, isHidden, isUp } from '../data-flow.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, said } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { serverSetting } from '../software.js';
import { ofSubject, type Subject } from '../subject.js';
import { NOT_PERMITTED_TEXT, REUSE_TEXT } from './tls-words.js';

/** T1, T4: the server wants the TLS session of the control connection to be resumed, and the client made a new one. */
export const tlsSessionReuseRequired: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { reply, transfer, data } = attempt;
  const certainty = certaintyOf(attempt, subject);
  if (certainty === null) return null;
  const setting = serverSetting(subject.server, 'tlsSessionReuse');
  const name = attemptName(attempt);
  const told: Text =
    reply === null
      ? {
          en: 'a full TLS handshake of a new session succeeded, and the connection was closed at once, without data',
          zh: '新会话的完整 TLS 握手成功后，连接随即关闭，没有传输数据',
        }
      : { en: said(reply), zh: said(reply) };
  const wasResumed = resumedBefore(attempt, subject);
  return {
    kind: 'tls-session-reuse-required',
    severity: severityOf(attempt, subject),
    certainty,
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en}: TCP connected, but the server did not accept the TLS session of the data connection: ${told.en}.`,
      zh: `${name.zh}：TCP 已连接，但服务器不接受数据连接的 TLS 会话：${told.zh}。`,
    },
    cause: {
      en: `The server demands that the data connection resume the TLS session of the control connection, which shows that both are of one client; here it ${offerOf(attempt).en}.${wasResumed.en}`,
      zh: `服务器要求数据连接复用控制连接的 TLS 会话，以证明两者属于同一客户端；而这里${offerOf(attempt).zh}。${wasResumed.zh}`,
    },
    fix: [
      {
        en: 'Use a client that resumes TLS sessions on the data connection, or update it (curl, lftp, FileZilla and WinSCP do).',
        zh: '使用会在数据连接上复用 TLS 会话的客户端或更新客户端（curl、lftp、FileZilla、WinSCP 均支持）。',
      },
      { en: `Or drop the demand: ${setting.en}.`, zh: `或取消该要求：${setting.zh}。` },
    ],
    alternatives: certainty === 'proven' ? [] : ['tls-data-handshake-failed'],
    toDiscriminate:
      certainty === 'proven'
        ? null
        : {
            en: "The server's TLS log (the reply is encrypted or does not say), or a try with the demand switched off.",
            zh: '服务器的 TLS 日志（响应已加密或未说明），或关闭该要求后再试。',
          },
    evidence: [...commandProof(attempt), ...recordProofs(attempt), ...replyProof(attempt)],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: String(reply?.code ?? ''),
  };
};

/** How sure it is; null where it is not this. */
function certaintyOf(attempt: Attempt, subject: Subject): Certainty | null {
  const { reply, data, transfer } = attempt;
  if (transfer?.outcome === 'completed') return null;
  if (reply !== null && reply.code >= 400) {
    if (REUSE_TEXT.test(reply.text)) return 'proven';
    if (!NOT_PERMITTED_TEXT.test(reply.text)) return null;
    return data?.tlsHandshake?.resumed === false ? 'likely' : null;
  }
  if (data === null || !isUp(attempt) || !isHidden(attempt, subject)) return null;
  const { tlsHandshake, missingBytes } = data;
  const isFull = tlsHandshake?.clientHello === true && tlsHandshake.serverHello && tlsHandshake.resumed === false;
  if (!isFull || tlsHandshake.movedData !== false || missingBytes > 0 || closeOf(attempt) === null) return null;
  return acceptsNewSessions(subject) ? null : 'likely';
}

/** Whether data came over another new session of this client: then the server does not demand to resume. */
const acceptsNewSessions = ofSubject(({ attempts }): boolean =>
  attempts.some(({ data }) => data?.tlsHandshake?.resumed === false && data.tlsHandshake.movedData === true),
);

function offerOf({ data }: Attempt): Text {
  switch (data?.tlsHandshake?.offersResumption) {
    case false:
      return { en: 'offered no session to resume', zh: '客户端没有提供可复用的会话' };
    case true:
      return {
        en: 'offered a session that the server did not take up (expired, or another one)',
        zh: '客户端提供的会话未被服务器接受（已过期或不是该会话）',
      };
    default:
      return { en: 'made a new one', zh: '新建了会话' };
  }
}

/** T4: sessions expire. */
function resumedBefore(attempt: Attempt, { histories }: Subject): Text {
  const earlier = histories.get(attempt)?.earlierSuccess ?? null;
  if (earlier?.data?.tlsHandshake?.resumed !== true) return { en: '', zh: '' };
  const name = attemptName(earlier);
  return {
    en: ` ${name.en} did resume it and worked: the session may have expired since, or the client resumes only once.`,
    zh: `${name.zh}曾复用会话并成功：会话可能已过期，或客户端只复用一次。`,
  };
}

function recordProofs({ data }: Attempt): Proof[] {
  if (data?.tlsHandshake == null) return [];
  const hello = data.events.find(({ kind, from }) => kind === 'first-byte' && from === 'client');
  const answer = data.events.find(({ kind, from }) => kind === 'first-byte' && from === 'server');
  const close = data.events.find(({ kind }) => kind === 'fin' || kind === 'rst');
  return [
    ...(hello === undefined ? [] : [{ frame: hello.frame, what: { en: 'ClientHello', zh: 'ClientHello' } }]),
    ...(answer === undefined || data.tlsHandshake.resumed !== false
      ? []
      : [{ frame: answer.frame, what: { en: 'the server begins a full handshake', zh: '服务器开始完整握手' } }]),
    ...(close === undefined
      ? []
      : [
          {
            frame: close.frame,
            what: {
              en: `${close.kind.toUpperCase()}: closed without data`,
              zh: `${close.kind.toUpperCase()}：未传数据即关闭`,
            },
          },
        ]),
  ];
}
