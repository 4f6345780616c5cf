import { formatEndpoint } from '../../model/endpoint.js';
import { eventOf, targetOf, worked } from '../attempts.js';
import { isConnectionFailed } from '../connection-faults.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, synProofs } from '../phrases.js';
import type { AttemptRule } from '../rule.js';

/** A10: without PORT or PASV the server connects to the default data port (RFC 959 section 3.2). */
export const defaultDataPort: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, method, transfer } = attempt;
  const target = targetOf(attempt);
  if (method !== 'default' || data === null || target === null) return null;
  const isFailed = isConnectionFailed(attempt, subject);
  if (!isFailed && !worked(attempt)) return null;
  const { quality, session } = subject;
  const isProven = quality.startCaptured && !quality.packetsMissing && !quality.payloadCut;
  const reset = eventOf(attempt, 'rst', 'client');
  const which = target.port === session.client.port ? 'its control port' : 'the port below its control port';
  const whichZh = target.port === session.client.port ? '其控制端口' : '其控制端口减一';
  const name = attemptName(attempt);
  const where = formatEndpoint(target);
  return {
    kind: 'default-data-port',
    severity: isFailed ? 'error' : 'info',
    certainty: isProven ? 'proven' : 'likely',
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en} was given without PORT or PASV: the server connected to the client's default data port, ${where}, ${isFailed ? 'where nobody accepted' : 'and that worked'}.`,
      zh: `${name.zh}之前没有 PORT 或 PASV：服务器连接了客户端的默认数据端口 ${where}，${isFailed ? '但无人接受' : '并且成功'}。`,
    },
    cause: {
      en: `Each transfer in stream mode needs a PORT or PASV of its own; without one the server falls back to the client's default data port (${which}), and hardly any client listens there.`,
      zh: `流模式下每次传输都需要自己的 PORT 或 PASV；否则服务器会使用客户端的默认数据端口（${whichZh}），而几乎没有客户端在该端口监听。`,
    },
    fix: isFailed
      ? [
          {
            en: 'Send PASV, EPSV, PORT or EPRT before each transfer command; scripts and hand-typed sessions forget it.',
            zh: '在每个传输命令之前发送 PASV、EPSV、PORT 或 EPRT；脚本和手工会话常会遗漏。',
          },
        ]
      : [],
    alternatives: isProven ? [] : ['mid-session'],
    toDiscriminate: isProven
      ? null
      : {
          en: 'A capture that begins before the login: was there a PORT or PASV?',
          zh: '从登录之前开始的捕获：是否有 PORT 或 PASV？',
        },
    evidence: [
      ...commandProof(attempt),
      ...synProofs(attempt),
      ...(isFailed && reset !== null ? [{ frame: reset.frame, what: { en: 'RST', zh: 'RST' } }] : []),
      ...replyProof(attempt),
    ],
    streams: [data.tcpStream],
    sameAs: String(isFailed),
  };
};
