import { formatEndpoint } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import { type Attempt, eventOf, targetOf } from '../attempts.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, replyProof, seconds, setupProof, synProofs } from '../phrases.js';
import { earlierSuccessNote, severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';
import { senderByTtl, ttlComparison } from '../tcp-facts.js';

/** P5, P19: the client's SYN to the announced port was answered by a reset. */
export const passiveRefused: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, mode } = attempt;
  const target = targetOf(attempt);
  const syn = eventOf(attempt, 'syn');
  const reset = eventOf(attempt, 'rst', 'server');
  if (mode !== 'passive' || data?.state !== 'refused' || target === null || !syn || !reset) return null;
  const sender = senderByTtl(reset, 'server', subject);
  const isAtServer = subject.place.at === 'server' || subject.place.at === 'same-host';
  const isProven = isAtServer && sender === 'host';
  const after = seconds(reset.time - syn.time);
  const ttl = ttlComparison(reset, 'server', subject);
  const where = formatEndpoint(target);
  return {
    kind: 'passive-refused',
    severity: severityOf(attempt, subject),
    // Only at the server's side is it sure that no device on the way, nor another node behind one address, answered.
    certainty: isProven ? 'proven' : 'likely',
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${attemptName(attempt).en} was refused: the client's SYN to ${where} was answered by a reset after ${after.en}.`,
      zh: `${attemptName(attempt).zh}被拒绝：客户端发往 ${where} 的 SYN 在 ${after.zh}后收到 RST。`,
    },
    cause: causeOf(attempt, subject, isProven ? 'own' : sender),
    fix: fixOf(subject, sender),
    // The dialogue tells of newer announcements and of the server giving up, as far as it is here.
    alternatives: isProven || subject.quality.dialogueIsWhole ? [] : ['passive-superseded', 'passive-late'],
    toDiscriminate: isProven
      ? null
      : {
          en: `A capture at the server: if the SYN does not arrive there, a device on the way refused it; on the server "ss -ltn" shows whether port ${target.port} was being listened on.`,
          zh: `在服务器上抓包：若 SYN 没有到达，则是中间设备拒绝；在服务器上用“ss -ltn”查看端口 ${target.port} 是否在监听。`,
        },
    evidence: [
      ...setupProof(attempt),
      ...synProofs(attempt),
      { frame: reset.frame, what: { en: `RST; ${ttl.en}`, zh: `RST；${ttl.zh}` } },
      ...replyProof(attempt),
    ],
    streams: [data.tcpStream],
    sameAs: `${target.address} ${sender}`,
  };
};

function causeOf(attempt: Attempt, subject: Subject, sender: 'own' | 'host' | 'device' | null): Text {
  const note = earlierSuccessNote(attempt, subject);
  if (sender === 'own') {
    return {
      en: `The SYN arrived at the server, and the server itself refused it: nothing listened on that port (any more), or its own firewall rejects with a reset.${note.en}`,
      zh: `SYN 已到达服务器，是服务器自身拒绝了它：该端口（已）没有程序监听，或其自身的防火墙以 RST 拒绝。${note.zh}`,
    };
  }
  if (sender === 'device') {
    return {
      en: `The reset has another TTL than the server's packets: a firewall or load balancer on the way sent it.${note.en}`,
      zh: `RST 的 TTL 与服务器的其他数据包不同：由途中的防火墙或负载均衡器发出。${note.zh}`,
    };
  }
  return {
    en: `Nothing listened on the announced port at the address that the client reached: the listener was closed, a firewall rejects with a reset, or a port forwarding or load balancer leads to another machine or port.${note.en}`,
    zh: `客户端到达的地址上没有程序监听所通告的端口：监听已关闭、防火墙以 RST 拒绝，或端口转发／负载均衡指向了别的主机或端口。${note.zh}`,
  };
}

function fixOf({ server }: Subject, sender: 'host' | 'device' | null): Text[] {
  const ports = serverSetting(server, 'passivePorts');
  const forward: Text = {
    en: `Open and forward the whole passive range${inParentheses(ports).en} to the same port numbers of the same server.`,
    zh: `放行整个被动端口范围${inParentheses(ports).zh}，并按相同端口号转发到同一台服务器。`,
  };
  if (sender === 'device') return [forward];
  return [
    forward,
    {
      en: 'See that the client connects soon after the reply to PASV or EPSV, and to the newest port.',
      zh: '确认客户端在收到 PASV 或 EPSV 的响应后立即连接，并使用最新通告的端口。',
    },
  ];
}
