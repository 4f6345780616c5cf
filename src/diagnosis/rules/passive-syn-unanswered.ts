import type { Text } from '../../model/language.js';
import { type Attempt, targetOf } from '../attempts.js';
import { isSinglePort } from '../passive-ports.js';
import type { AttemptRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';
import { unanswered } from './unanswered.js';

/** P4, P7, P14, P16: the client's SYN to the announced port gets no answer. */
export const passiveSynUnanswered: AttemptRule = (attempt, subject) => {
  if (attempt.mode !== 'passive') return null;
  return unanswered(attempt, subject, {
    kind: 'passive-syn-unanswered',
    fix: fixOf(attempt, subject),
  });
};

function fixOf(attempt: Attempt, subject: Subject): Text[] {
  const { server, session } = subject;
  const port = targetOf(attempt)?.port ?? 0;
  if (isSinglePort(attempt, subject)) {
    return [
      {
        en: `Open port ${port} like the others of the range, or leave it out of the range.`,
        zh: `像范围内的其他端口一样放行端口 ${port}，或将其排除在范围之外。`,
      },
    ];
  }
  const ports = serverSetting(server, 'passivePorts');
  const fixes: Text[] = [
    {
      en: `Pin the passive ports${inParentheses(ports).en} and open and forward exactly that range to the server, in its own firewall too.`,
      zh: `固定被动端口范围${inParentheses(ports).zh}，在途中的防火墙和服务器自身的防火墙上放行并转发该范围。`,
    },
  ];
  if (session.tls === null) {
    const control = session.server.port;
    const option = control === 21 ? '' : ` ports=21,${control}`;
    fixes.push({
      en: `Or load the FTP helper of the firewall, on Linux: modprobe nf_conntrack_ftp${option}, with a rule that assigns it (iptables -t raw … -j CT --helper ftp).`,
      zh: `或加载防火墙的 FTP 辅助模块，Linux 上为 modprobe nf_conntrack_ftp${option}，并用规则启用它（iptables -t raw … -j CT --helper ftp）。`,
    });
  }
  return fixes;
}
