import { formatEndpoint } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import { type Attempt, eventOf, worked } from '../attempts.js';
import { diagnosis } from '../diagnosis.js';
import { commandProof, exchangeProof, replyProof, synProofs } from '../phrases.js';
import type { AttemptRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import { isBounce } from './bounce-targets.js';

/** The server is asked to connect to a service of a third host (RFC 2577 section 2). */
export const bounceAttempt: AttemptRule = (attempt, subject) => {
  const { setup, announcement, data, transfer } = attempt;
  const target = announcement?.advertised ?? null;
  if (setup === null || target === null || !isBounce(setup, subject)) return null;
  const { client } = subject.session;
  const went = wentThrough(attempt);
  const isSeen = went && data?.state === 'established';
  const where = formatEndpoint(target);
  const permit = inParentheses(serverSetting(subject.server, 'foreignActiveAddress'));
  const answer = eventOf(attempt, 'syn-ack') ?? eventOf(attempt, 'rst');
  const result = resultOf(attempt, went);
  return diagnosis({
    kind: 'bounce-attempt',
    severity: went ? 'error' : 'warning',
    certainty: isSeen ? 'proven' : 'likely',
    transfer: transfer?.id ?? null,
    title: {
      en: `The client asked the server to connect to ${where}, a third host: ${result.en}.`,
      zh: `客户端要求服务器连接第三方主机 ${where}：${result.zh}。`,
    },
    cause: {
      en: `${setup.verb} names ${target.address}, and the client is ${client.address}: through the server a client can reach and scan hosts that it cannot reach itself (FTP bounce attack, RFC 2577). No FTP data port is below 1024.`,
      zh: `${setup.verb} 指定了 ${target.address}，而客户端是 ${client.address}：客户端可借助服务器访问和扫描自己无法到达的主机（FTP 反弹攻击，RFC 2577）。FTP 数据端口不会小于 1024。`,
    },
    fix: [
      announcement?.accepted === false
        ? {
            en: 'The server is right to refuse; find out what runs on that client.',
            zh: '服务器拒绝是正确的；请查明该客户端上运行的程序。',
          }
        : {
            en: `Take back the permission for foreign addresses${permit.en} and for ports below 1024 on the server, and find out what runs on that client.`,
            zh: `在服务器上取消对外部地址${permit.zh}和 1024 以下端口的许可，并查明该客户端上运行的程序。`,
          },
    ],
    alternatives: isSeen ? [] : ['setup-port-refused', 'fxp'],
    toDiscriminate: isSeen
      ? null
      : {
          en: `A capture at the server: does it connect to ${where}, and what does it send there?`,
          zh: `在服务器上抓包：它是否连接了 ${where}，发送了什么？`,
        },
    evidence: [
      ...exchangeProof(setup),
      ...commandProof(attempt),
      ...synProofs(attempt),
      ...(answer === null ? [] : [{ frame: answer.frame, what: nameOf(answer.kind) }]),
      ...replyProof(attempt),
    ],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: target.address,
  });
};

/** Whether the third host was reached, as far as packets or replies tell. */
function wentThrough(attempt: Attempt): boolean {
  return worked(attempt) || attempt.data?.state === 'established' || attempt.transfer?.outcome === 'completed';
}

function resultOf({ announcement, data }: Attempt, went: boolean): Text {
  if (went) return { en: 'it did, and that host answered', zh: '服务器照做了，该主机作出了应答' };
  if (announcement?.accepted === false) return { en: 'the server refused', zh: '服务器拒绝了' };
  return data === null
    ? { en: 'the server agreed, and no connection is seen', zh: '服务器同意了，但未见连接' }
    : { en: 'the server tried, and got no connection', zh: '服务器尝试了，但未能建立连接' };
}

function nameOf(kind: string): Text {
  const name = kind === 'rst' ? 'RST' : 'SYN, ACK';
  return { en: name, zh: name };
}
