/** What every way to lose a control connection has in common. */
import type { TcpEvent, Unacknowledged } from '../../model/analysis.js';
import { opposite, type Side } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { closeOf } from '../data-flow.js';
import type { Proof } from '../diagnosis.js';
import { attemptName, SIDE } from '../phrases.js';
import type { Subject } from '../subject.js';
import { ttlComparison } from '../tcp-facts.js';

export const CAPTURE_BOTH_ENDS: Text = {
  en: 'Captures at both ends: is the reply sent, and does it arrive?',
  zh: '在两端同时抓包：响应是否发出，是否到达？',
};

export function lostControl({ session }: Subject, attempt: Attempt | null, side: Side) {
  return {
    kind: 'control-lost' as const,
    severity: attempt === null ? ('warning' as const) : ('error' as const),
    transfer: attempt?.transfer?.id ?? null,
    fix: [
      {
        en: 'Raise the idle timeout for TCP of the NAT or firewall on the way, or keep the control connection alive: NOOP during transfers, TCP keep-alive on client or server (curl: --keepalive-time).',
        zh: '提高途中 NAT 或防火墙的 TCP 空闲超时，或让控制连接保持活动：传输期间发送 NOOP，在客户端或服务器上启用 TCP keep-alive（curl：--keepalive-time）。',
      },
      {
        en: `If it was not idle: look in the log of the firewall between the two for this connection (inspection of FTP), and whether the ${opposite(side)} still ran.`,
        zh: `若并非空闲：在两者之间防火墙的日志中查找此连接（FTP 检查），并确认${SIDE[opposite(side)].zh}仍在运行。`,
      },
    ] as Text[],
    toDiscriminate: CAPTURE_BOTH_ENDS as Text | null,
    streams: attempt?.data == null ? [session.tcpStream] : [session.tcpStream, attempt.data.tcpStream],
  };
}

export function causeOf(wasIdle: boolean, attempt: Attempt | null): Text {
  const arrived: Text =
    attempt === null
      ? { en: '', zh: '' }
      : {
          en: ' The data itself was transferred: only the word about it is lost.',
          zh: '数据本身已传输，丢失的只是关于结果的响应。',
        };
  if (wasIdle) {
    return {
      en: `A NAT or firewall on the way dropped its entry for the control connection while it was idle.${arrived.en}`,
      zh: `途中的 NAT 或防火墙在控制连接空闲期间删除了其表项。${arrived.zh}`,
    };
  }
  return {
    en: `A device on the way no longer passes the control connection on, or the other end is gone.${arrived.en}`,
    zh: `途中设备不再转发控制连接，或对端已消失。${arrived.zh}`,
  };
}

export function transferOf(attempt: Attempt | null): Text {
  if (attempt === null) return { en: '', zh: '' };
  const name = attemptName(attempt);
  return { en: `, in ${name.en}`, zh: `（${name.zh}）` };
}

export function dataProof(attempt: Attempt | null): Proof[] {
  const close = attempt === null ? null : closeOf(attempt);
  return close === null ? [] : [{ frame: close.frame, what: { en: 'the data connection ends', zh: '数据连接结束' } }];
}

export function retryProofs({ firstFrame, lastFrame, retransmissions }: Unacknowledged): Proof[] {
  return [
    { frame: firstFrame, what: { en: 'sent again', zh: '重传' } },
    {
      frame: lastFrame,
      what: { en: `the last of ${retransmissions} retransmissions`, zh: `${retransmissions} 次重传中的最后一次` },
    },
  ];
}

export function resetProof(event: TcpEvent, subject: Subject): Proof[] {
  if (event.kind !== 'rst' || event.from === null) return [];
  const ttl = ttlComparison(event, event.from, subject);
  return [
    { frame: event.frame, what: { en: `RST on the control connection; ${ttl.en}`, zh: `控制连接上的 RST；${ttl.zh}` } },
  ];
}
