import { formatEndpoint } from '../../model/endpoint.js';
import { eventOf, targetOf } from '../attempts.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, replyProof, seconds, setupProof, synProofs } from '../phrases.js';
import { captureAt, positionOf } from '../position.js';
import { earlierSuccessNote, severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { clientSetting, inParentheses } from '../software.js';
import { senderByTtl, ttlComparison } from '../tcp-facts.js';

/** A2: the server's SYN to the announced port was answered by a reset. */
export const activeRefused: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, mode } = attempt;
  const target = targetOf(attempt);
  const syn = eventOf(attempt, 'syn');
  const reset = eventOf(attempt, 'rst', 'client');
  if (mode !== 'active' || data?.state !== 'refused' || target === null || !syn || !reset) return null;
  const sender = senderByTtl(reset, 'client', subject);
  const isProven = positionOf(subject, 'client') === 'at-target' && sender === 'host';
  const after = seconds(reset.time - syn.time);
  const ttl = ttlComparison(reset, 'client', subject);
  const where = formatEndpoint(target);
  const note = earlierSuccessNote(attempt, subject);
  const name = attemptName(attempt);
  const passive = clientSetting(subject.client, 'usePassive');
  return {
    kind: 'active-refused',
    severity: severityOf(attempt, subject),
    certainty: isProven ? 'proven' : 'likely',
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${name.en} was refused: the server's SYN to ${where} was answered by a reset after ${after.en}.`,
      zh: `${name.zh}被拒绝：服务器发往 ${where} 的 SYN 在 ${after.zh}后收到 RST。`,
    },
    cause:
      sender === 'device'
        ? {
            en: `The reset has another TTL than the client's packets: a firewall or NAT device before the client sent it, as it forwards no such connection.${note.en}`,
            zh: `RST 的 TTL 与客户端的其他数据包不同：由客户端前面的防火墙或 NAT 设备发出，它不转发这样的连接。${note.zh}`,
          }
        : {
            en: `Nothing listens on port ${target.port} at the client's address: the client closed its listener or announced another port, a firewall rejects with a reset, or a NAT device answers for the client.${note.en}`,
            zh: `客户端地址的端口 ${target.port} 没有程序在监听：客户端已关闭监听或通告了错误的端口、防火墙以 RST 拒绝，或 NAT 设备代替客户端应答。${note.zh}`,
          },
    fix: [
      {
        en: `Use passive mode${inParentheses(passive).en}.`,
        zh: `改用被动模式${inParentheses(passive).zh}。`,
      },
      {
        en: 'Send a new PORT or EPRT before each transfer, and keep listening on its port until the server has connected.',
        zh: '每次传输前发送新的 PORT 或 EPRT，并在服务器连接之前保持监听该端口。',
      },
    ],
    alternatives: isProven || target.address === subject.session.client.address ? [] : ['active-address-wrong'],
    toDiscriminate: isProven ? null : captureAt('client'),
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
