import { formatEndpoint } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import { type Attempt, originOf } from '../attempts.js';
import { isWithoutAttempt } from '../connection-faults.js';
import { diagnosis, type Proof } from '../diagnosis.js';
import { attemptName, commandProof, proofOfReply, said, seconds, setupProof } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import { ofSubject, type Subject } from '../subject.js';
import { replyMeaning } from './attempt-replies.js';

/** An error that comes sooner than this was no time-out. */
const AT_ONCE_SECONDS = 2;
/** Longest TIME_WAIT in use: twice the maximum segment lifetime of RFC 9293; Linux has a minute. */
const TIME_WAIT_SECONDS = 240;

/** A11: a connection with the same two ends was closed just before, and is in TIME_WAIT at the server. */
export const addressInUse: AttemptRule = (attempt, subject) => {
  const { mode, data, announcement, transfer, reply, time } = attempt;
  const target = announcement?.advertised ?? null;
  if (mode !== 'active' || data !== null || transfer === null || target === null) return null;
  const named = replyMeaning(attempt, 'address-in-use', subject);
  const earlier = earlierTo(attempt, subject);
  // Whoever closes first keeps the two ends for a while (RFC 9293 section 3.6).
  const isHeld = earlier?.data?.closedBy === 'server';
  const isAtOnce = reply?.code === 425 && reply.time - time < AT_ONCE_SECONDS && isWithoutAttempt(attempt, subject);
  const shown = named ?? (isHeld && isAtOnce ? reply : null);
  if (shown === null) return null;
  const isProven = named !== null && earlier !== null;
  const source = inParentheses(serverSetting(subject.server, 'sourcePort'));
  const name = attemptName(attempt);
  const where = formatEndpoint(target);
  return diagnosis({
    kind: 'address-in-use',
    severity: severityOf(attempt, subject),
    certainty: isProven ? 'proven' : 'likely',
    transfer: transfer.id,
    title: {
      en: `${name.en}: no data connection; the server could not connect to ${where}${earlier === null ? '' : ' again so soon'}: ${said(shown)}.`,
      zh: `${name.zh}：未建立数据连接；服务器无法${earlier === null ? '' : '这么快再次'}连接 ${where}：${said(shown)}。`,
    },
    cause: causeOf(earlier, attempt),
    fix: [
      { en: 'Have the client announce another port for each transfer.', zh: '让客户端每次传输通告不同的端口。' },
      {
        en: `Or let the server connect from any port${source.en}; or use passive mode.`,
        zh: `或让服务器使用任意源端口${source.zh}；或改用被动模式。`,
      },
    ],
    alternatives: isProven ? [] : ['active-bind-failed', 'active-no-attempt'],
    toDiscriminate: isProven
      ? null
      : {
          en: 'On the server, "ss -tan state time-wait"; or the same transfer with another client port.',
          zh: '在服务器上执行“ss -tan state time-wait”；或使用另一个客户端端口重试。',
        },
    evidence: [
      ...(earlier === null ? [] : earlierProofs(earlier)),
      ...setupProof(attempt),
      ...commandProof(attempt),
      proofOfReply(shown),
    ],
    streams: earlier?.data == null ? [] : [earlier.data.tcpStream],
    sameAs: String(shown.code),
  });
};

/** The last active data connection to the same endpoint, if it ended not long before. */
function earlierTo(attempt: Attempt, subject: Subject): Attempt | null {
  const target = attempt.announcement?.advertised;
  const last = lastConnections(subject).get(attempt) ?? null;
  if (target === undefined || last?.data == null) return null;
  return attempt.time - (last.data.time + last.data.durationSeconds) < TIME_WAIT_SECONDS ? last : null;
}

/** To each active attempt the one before it that got a connection to the same endpoint. */
const lastConnections = ofSubject(({ attempts }: Subject): ReadonlyMap<Attempt, Attempt> => {
  const latest = new Map<string, Attempt>();
  const result = new Map<Attempt, Attempt>();
  for (const attempt of attempts) {
    const target = attempt.mode === 'active' ? (attempt.announcement?.advertised ?? null) : null;
    if (target === null) continue;
    const key = formatEndpoint(target);
    const before = latest.get(key);
    if (before !== undefined) result.set(attempt, before);
    if (attempt.data?.state === 'established') latest.set(key, attempt);
  }
  return result;
});

function earlierProofs({ data }: Attempt): Proof[] {
  if (data === null) return [];
  return [
    { frame: data.firstFrame, what: { en: 'the connection with the same ends begins', zh: '两端相同的连接开始' } },
    { frame: data.lastFrame, what: { en: 'and ends', zh: '并结束' } },
  ];
}

function causeOf(earlier: Attempt | null, { time }: Attempt): Text {
  const origin = earlier === null ? null : originOf(earlier);
  if (earlier?.data == null || origin === null) {
    return {
      en: 'Another connection has the same two ends, or had them a moment ago and is in TIME_WAIT at the server: the two could not be told apart.',
      zh: '另一个连接的两端与之相同，或刚刚结束并在服务器上处于 TIME_WAIT 状态：两者无法区分。',
    };
  }
  const since = seconds(Math.max(0, time - earlier.data.time - earlier.data.durationSeconds));
  return {
    en: `A connection from the same port (${origin.port}) to the same client port ended ${since.en} before and is in TIME_WAIT at the server, so the server cannot make another with the same two ends yet.`,
    zh: `从同一端口（${origin.port}）到同一客户端端口的连接在 ${since.zh}前结束，在服务器上处于 TIME_WAIT 状态，因此暂时不能建立两端相同的连接。`,
  };
}
