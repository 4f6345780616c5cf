import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { originOf } from '../attempts.js';
import type { AttemptRule } from '../rule.js';
import { clientSetting, inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';
import { unanswered } from './unanswered.js';

/** A1, A9, A13: the server's SYN to the port that the client announced gets no answer. */
export const activeSynUnanswered: AttemptRule = (attempt, subject) => {
  if (attempt.mode !== 'active') return null;
  return unanswered(attempt, subject, {
    kind: 'active-syn-unanswered',
    fix: fixOf(attempt, subject),
  });
};

function fixOf(attempt: Attempt, { client, server, session }: Subject): Text[] {
  const passive = clientSetting(client, 'usePassive');
  const ports = clientSetting(client, 'activePorts');
  const fixes: Text[] = [
    {
      en: `Use passive mode${inParentheses(passive).en}: then the client opens the data connection.`,
      zh: `改用被动模式${inParentheses(passive).zh}：由客户端建立数据连接。`,
    },
    {
      en: `Or let the client's firewall accept connections from ${session.server.address} to a fixed range${inParentheses(ports).en}, or give it an FTP helper.`,
      zh: `或在客户端防火墙上放行来自 ${session.server.address} 到固定端口范围${inParentheses(ports).zh}的连接，或启用 FTP 辅助模块。`,
    },
  ];
  const source = originOf(attempt)?.port ?? 0;
  if (source !== session.server.port - 1) {
    const setting = serverSetting(server, 'sourcePort');
    fixes.push({
      en: `A firewall that expects port ${session.server.port - 1} as the source does not know this connection, which comes from port ${source}${inParentheses(setting).en}.`,
      zh: `若防火墙要求源端口为 ${session.server.port - 1}，则不会放行此连接，因为它来自端口 ${source}${inParentheses(setting).zh}。`,
    });
  }
  return fixes;
}
