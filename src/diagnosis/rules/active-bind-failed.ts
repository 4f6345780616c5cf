import type { Text } from '../../model/language.js';
import { diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, proofOfReply, said, setupProof } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import { replyMeaning } from './attempt-replies.js';
import { usePassive } from './setup-address-refused.js';

/** A6: the server could not bind the socket of its active connection; only its own words can tell. */
export const activeBindFailed: AttemptRule = (attempt, subject) => {
  const { mode, data, transfer } = attempt;
  if (transfer === null || data !== null || mode === 'passive') return null;
  const reply = replyMeaning(attempt, 'cannot-bind', subject);
  if (reply === null) return null;
  const isProven = mode === 'active';
  const source = inParentheses(serverSetting(subject.server, 'sourcePort'));
  const name = attemptName(attempt);
  return diagnosis({
    kind: 'active-bind-failed',
    severity: severityOf(attempt, subject),
    certainty: isProven ? 'proven' : 'likely',
    transfer: transfer.id,
    title: {
      en: `${name.en}: no data connection; the server could not open its own socket: ${said(reply)}.`,
      zh: `${name.zh}：未建立数据连接；服务器无法打开自己的套接字：${said(reply)}。`,
    },
    cause: causeOf(reply.text),
    fix: [
      {
        en: `Let the server connect from any port${source.en}, or give it the right to bind port 20 (CAP_NET_BIND_SERVICE, or start as root).`,
        zh: `让服务器使用任意源端口${source.zh}，或授予其绑定端口 20 的权限（CAP_NET_BIND_SERVICE，或以 root 启动）。`,
      },
      usePassive(subject),
    ],
    alternatives: isProven ? [] : ['passive-ports-exhausted'],
    toDiscriminate: isProven
      ? null
      : { en: 'A capture with the PORT or PASV before it.', zh: '包含此前 PORT 或 PASV 的捕获。' },
    evidence: [...setupProof(attempt), ...commandProof(attempt), proofOfReply(reply)],
    sameAs: String(reply.code),
  });
};

function causeOf(text: string): Text {
  const none: Text = {
    en: 'Nothing was sent to the client: no firewall is at fault.',
    zh: '没有向客户端发送任何数据包：与防火墙无关。',
  };
  if (/permission|not permitted/i.test(text)) {
    return {
      en: `The server may not bind the source port of its data connection (20 and all below 1024 need a privilege). ${none.en}`,
      zh: `服务器无权绑定数据连接的源端口（20 及所有 1024 以下的端口需要特权）。${none.zh}`,
    };
  }
  return {
    en: `The server could not bind the source port of its data connection, mostly 20: it has no right to, or another process holds the port. ${none.en}`,
    zh: `服务器无法绑定数据连接的源端口（通常为 20）：没有权限，或该端口被其他进程占用。${none.zh}`,
  };
}
