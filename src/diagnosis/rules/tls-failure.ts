/** How TLS on a data connection failed: by an alert, by the words of the server, by the records. */

import type { Certainty } from '../../model/finding.js';
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import { type Attempt, eventOf } from '../attempts.js';
import { closeOf, isHidden, isUp } from '../data-flow.js';
import type { Proof } from '../diagnosis.js';
import { proofOfReply, SIDE, seconds } from '../phrases.js';
import type { Subject } from '../subject.js';
import { stuckSegment } from './path-mtu-black-hole.js';
import { alertName } from './tls-alerts.js';
import { HANDSHAKE_TEXT, LIBRARY_TEXT, NOT_PERMITTED_TEXT, PROTECTION_TEXT, REUSE_TEXT } from './tls-words.js';

/** Nobody waits so long before a ClientHello that is to come. */
const SILENT_SECONDS = 5;

export interface Failure {
  readonly certainty: Certainty;
  readonly what: Text;
  readonly cause: Text;
  readonly proofs: readonly Proof[];
  readonly alternatives: readonly FindingKind[];
}

/** Null where nothing shows that it failed. */
export function failureOf(attempt: Attempt, subject: Subject): Failure | null {
  return byAlert(attempt) ?? byReply(attempt) ?? byLastWords(attempt, subject) ?? byRecords(attempt, subject);
}

/** The dialogue is hidden, but a server that gave up over TLS wrote why in the clear: of the last attempt before that. */
function byLastWords(attempt: Attempt, subject: Subject): Failure | null {
  const { data } = attempt;
  if (data === null || subject.attempts.at(-1) !== attempt || !isHidden(attempt, subject)) return null;
  const { strayReplies } = subject.session;
  const reply = strayReplies.find(({ text, frame }) => frame > data.firstFrame && LIBRARY_TEXT.test(text));
  const failure = reply === undefined ? null : byReply({ ...attempt, reply });
  return failure && reply ? { ...failure, proofs: [...failure.proofs, proofOfReply(reply)] } : null;
}

function byAlert({ data }: Attempt): Failure | null {
  const handshake = data?.tlsHandshake ?? null;
  const alert = handshake?.alert ?? null;
  if (data === null || handshake === null || alert === null) return null;
  const name = alertName(alert.description);
  const proof = {
    frame: alert.frame,
    what: { en: `fatal alert ${alert.description} (${name})`, zh: `致命告警 ${alert.description}（${name}）` },
  };
  const base = { certainty: 'proven' as const, proofs: [...helloProof(data), proof], alternatives: [] };
  if (!handshake.clientHello && alert.from === 'server') {
    return {
      ...base,
      what: {
        en: `no ClientHello came, and the server sent fatal alert ${alert.description} (${name})`,
        zh: `没有 ClientHello，服务器发送了致命告警 ${alert.description}（${name}）`,
      },
      cause: {
        en: 'The server expects TLS on the data connection, and the client began none: it takes the connection for a clear one, or waits for the other side to begin.',
        zh: '服务器要求数据连接使用 TLS，而客户端没有开始握手：客户端当作明文连接，或在等待对方先开始。',
      },
    };
  }
  return {
    ...base,
    what: {
      en: `the ${alert.from} sent fatal alert ${alert.description} (${name})`,
      zh: `${SIDE[alert.from].zh}发送了致命告警 ${alert.description}（${name}）`,
    },
    cause: {
      en: `The ${alert.from} refuses the handshake: ${name}.`,
      zh: `${SIDE[alert.from].zh}拒绝握手：${name}。`,
    },
  };
}

function byReply(attempt: Attempt): Failure | null {
  const { reply, data, transfer } = attempt;
  if (reply === null || reply.code < 400 || REUSE_TEXT.test(reply.text) || PROTECTION_TEXT.test(reply.text))
    return null;
  if (data === null && transfer?.dataConnection !== 'not-captured') return null;
  const isPlain = data !== null && !data.tls && data.bytes > 0;
  const isTold = HANDSHAKE_TEXT.test(reply.text) || LIBRARY_TEXT.test(reply.text);
  if (!isTold && !(NOT_PERMITTED_TEXT.test(reply.text) && isUp(attempt))) return null;
  return {
    certainty: isTold ? 'proven' : 'likely',
    what: isPlain
      ? { en: 'the client sent plain data', zh: '客户端发送了明文数据' }
      : data?.tlsHandshake?.clientHello === true
        ? { en: 'the handshake was broken off', zh: '握手中断' }
        : { en: 'no ClientHello came', zh: '没有 ClientHello' },
    cause: {
      en: isPlain
        ? 'The server expects TLS on the data connection, the client sends in the clear.'
        : 'The server reports that the handshake on the data connection failed.',
      zh: isPlain ? '服务器要求数据连接使用 TLS，而客户端以明文发送。' : '服务器报告数据连接上的握手失败。',
    },
    proofs: [...(data === null ? [] : [...helloProof(data), ...closeProof(attempt)])],
    alternatives: ['tls-session-reuse-required'],
  };
}

/** With the replies encrypted only the records tell. */
function byRecords(attempt: Attempt, subject: Subject): Failure | null {
  const { data } = attempt;
  const close = closeOf(attempt);
  if (data === null || close === null || !isUp(attempt) || !isHidden(attempt, subject)) return null;
  if (!subject.quality.bothDirections || data.missingBytes > 0) return null;
  if (stuckSegment(attempt, 'client') !== null || stuckSegment(attempt, 'server') !== null) return null;
  const handshake = data.tlsHandshake;
  if (handshake?.clientHello === true && !handshake.serverHello && data.bytesFromServer === 0) {
    const who = close.from === null ? null : SIDE[close.from];
    const how = close.kind === 'rst' ? { en: 'reset', zh: '重置' } : { en: 'closed', zh: '关闭' };
    return {
      certainty: 'likely',
      what: {
        en: `the ClientHello got no answer and the ${who?.en ?? 'other side'} ${how.en} the connection`,
        zh: `ClientHello 没有得到应答，${who?.zh ?? '对方'}${how.zh}了连接`,
      },
      cause: {
        en: 'The server does not speak TLS on this data connection, or refuses this ClientHello without a word.',
        zh: '服务器在此数据连接上不使用 TLS，或不作说明地拒绝了该 ClientHello。',
      },
      proofs: [...helloProof(data), ...closeProof(attempt)],
      alternatives: ['data-reset', 'tls-session-reuse-required'],
    };
  }
  const waited = close.time - (eventOf(attempt, 'handshake-ack')?.time ?? data.time);
  if (data.bytes > 0 || waited < SILENT_SECONDS) return null;
  const lasted = seconds(waited);
  return {
    certainty: 'possible',
    what: { en: `no ClientHello came in ${lasted.en}`, zh: `${lasted.zh}内没有 ClientHello` },
    cause: {
      en: 'If the data was to be protected (PROT P), the client did not begin TLS: each side waits for the other.',
      zh: '若数据应加密（PROT P），则客户端没有开始 TLS：双方互相等待。',
    },
    proofs: closeProof(attempt),
    alternatives: ['data-stalled'],
  };
}

function helloProof(data: NonNullable<Attempt['data']>): Proof[] {
  const first = data.events.find(({ kind, from }) => kind === 'first-byte' && from === 'client');
  if (first === undefined) return [];
  const what = data.tlsHandshake?.clientHello ? 'ClientHello' : null;
  return [{ frame: first.frame, what: { en: what ?? 'plain data', zh: what ?? '明文数据' } }];
}

function closeProof(attempt: Attempt): Proof[] {
  const close = closeOf(attempt);
  return close === null
    ? []
    : [{ frame: close.frame, what: { en: close.kind.toUpperCase(), zh: close.kind.toUpperCase() } }];
}
