import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, proofOfReply, said, setupProof } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import { repliesAfter } from './attempt-replies.js';

const BIND =
  /vsf_sysutil_bind|can(?:'t|not) (?:create|open|bind)(?: the)? (?:data )?socket|could not (?:create|bind)(?: the)? (?:data )?socket|\bbind\b/i;
const IN_USE = /address already in use|cannot assign requested address|eaddrinuse|eaddrnotavail/i;

/** A6: the server could not bind the source port of its active connection. */
export const activeBindFailed: AttemptRule = (attempt, subject): Diagnosis | null => {
  if (attempt.mode !== 'active' || attempt.data !== null) return null;
  const reply = repliesAfter(attempt, subject).find(
    ({ code, text }) => code >= 400 && BIND.test(text) && !IN_USE.test(text),
  );
  if (reply === undefined) return null;
  const source = serverSetting(subject.server, 'sourcePort');
  const name = attemptName(attempt);
  return diagnosis({
    kind: 'active-bind-failed',
    severity: severityOf(attempt, subject),
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${name.en}: no data connection; the server could not open its own socket: ${said(reply)}.`,
      zh: `${name.zh}：未建立数据连接；服务器无法打开自己的套接字：${said(reply)}。`,
    },
    cause: {
      en: 'The server connects from a fixed source port (20) that another process holds, or that it has no right to bind. Nothing was sent on the network.',
      zh: '服务器从固定的源端口（20）发起连接，而该端口被其他进程占用，或服务器无权绑定。网络上没有发送任何数据包。',
    },
    fix: [
      {
        en: `Free port 20 on the server, give it the right to bind it (CAP_NET_BIND_SERVICE), or let it use any port${inParentheses(source).en}.`,
        zh: `释放服务器的端口 20，授予绑定权限（CAP_NET_BIND_SERVICE），或允许使用任意端口${inParentheses(source).zh}。`,
      },
      { en: 'Or use passive mode.', zh: '或改用被动模式。' },
    ],
    evidence: [...setupProof(attempt), ...commandProof(attempt), proofOfReply(reply)],
  });
};

/** A11: the same four-tuple is still in TIME_WAIT. */
export const addressInUse: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { mode, data, announcement, reply, time } = attempt;
  if (mode !== 'active' || data !== null || reply === null || reply.code < 400) return null;
  const named = repliesAfter(attempt, subject).find(({ code, text }) => code >= 400 && IN_USE.test(text));
  const earlier = subject.histories.get(attempt)?.earlierSuccess ?? null;
  const isAgain = earlier !== null && earlier.announcement?.advertised?.port === announcement?.advertised?.port;
  // An error at once, after a transfer to the same port: nothing was waited for.
  if (named === undefined && !(isAgain && reply.code === 425 && reply.time - time < 1)) return null;
  const shown = named ?? reply;
  const name = attemptName(attempt);
  const source = serverSetting(subject.server, 'sourcePort');
  return diagnosis({
    kind: 'address-in-use',
    severity: severityOf(attempt, subject),
    certainty: named === undefined ? 'likely' : 'proven',
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${name.en}: no data connection; the server could not connect to port ${announcement?.advertised?.port ?? 0}${isAgain ? ' again' : ''}: ${said(shown)}.`,
      zh: `${name.zh}：未建立数据连接；服务器无法${isAgain ? '再次' : ''}连接端口 ${announcement?.advertised?.port ?? 0}：${said(shown)}。`,
    },
    cause: {
      en: 'A connection from the same source port to the same client port was closed just before and is still in TIME_WAIT at the server; the two cannot be told apart yet.',
      zh: '同一源端口到同一客户端端口的连接刚刚关闭，在服务器上仍处于 TIME_WAIT 状态，无法重复使用。',
    },
    fix: [
      { en: 'Have the client announce another port for each transfer.', zh: '让客户端每次传输通告不同的端口。' },
      {
        en: `Or let the server use any source port${inParentheses(source).en}.`,
        zh: `或让服务器使用任意源端口${inParentheses(source).zh}。`,
      },
    ],
    alternatives: named === undefined ? ['active-no-attempt', 'active-bind-failed'] : [],
    toDiscriminate:
      named === undefined
        ? { en: 'The same transfer with another client port.', zh: '使用另一个客户端端口重试。' }
        : null,
    evidence: [
      ...(earlier === null ? [] : setupProof(earlier)),
      ...setupProof(attempt),
      ...commandProof(attempt),
      proofOfReply(shown),
    ],
  });
};
