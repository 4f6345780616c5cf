/**
 * Would a stateful firewall have opened the data port? The rules of Linux's nf_conntrack_ftp, which others share:
 * it looks only at port 21, only at what begins a segment, needs the whole line in one segment and, unless `loose` is
 * set, the sender's own address in it, and it is blind after AUTH TLS.
 */
import type { Text } from '../model/language.js';
import { type Attempt, openerOf } from './attempts.js';
import type { Subject } from './subject.js';

const FTP_PORT = 21;

/** What the helper would have tripped over, the most general first; empty when it would have opened the port. */
export function helperObstacles(attempt: Attempt, { session }: Subject): Text[] {
  const { announcement } = attempt;
  const obstacles: Text[] = [];
  if (session.server.port !== FTP_PORT) {
    const { port } = session.server;
    obstacles.push({
      en: `the control connection is on port ${port}, and it watches port 21 unless told otherwise`,
      zh: `控制连接使用端口 ${port}，而它默认只监视端口 21`,
    });
  }
  if (isEncryptedAt(session.tls, attempt.frame)) {
    obstacles.push({ en: 'the dialogue is encrypted and it cannot read it', zh: '对话已加密，它无法读取' });
  }
  if (announcement === null) return obstacles;
  if (announcement.lastFrame !== announcement.frame) {
    obstacles.push({
      en: `the announcement is split over the segments in frames ${announcement.frame} to ${announcement.lastFrame}, and it drops such segments`,
      zh: `通告被拆分在第 ${announcement.frame} 至 ${announcement.lastFrame} 帧的多个报文段中，它会丢弃这样的报文段`,
    });
  } else if (!announcement.startsSegment) {
    obstacles.push({
      en: `the announcement in frame ${announcement.frame} does not begin its segment`,
      zh: `第 ${announcement.frame} 帧中的通告不在报文段的开头`,
    });
  }
  const sender = openerOf(attempt) === 'server' ? session.client : session.server;
  if (announcement.advertised !== null && announcement.advertised.address !== sender.address) {
    obstacles.push({
      en: `the announced address ${announcement.advertised.address} is not the sender's, ${sender.address}`,
      zh: `通告的地址 ${announcement.advertised.address} 不是发送方地址 ${sender.address}`,
    });
  }
  return obstacles;
}

/** One sentence with a blank before it: what a stateful firewall would have made of the announcement. */
export function helperVerdict(attempt: Attempt, subject: Subject): Text {
  const obstacles = helperObstacles(attempt, subject);
  if (obstacles.length === 0) {
    return {
      en: ' A stateful firewall with an FTP helper (Linux nf_conntrack_ftp) would have opened this port: there is none, or its helper is not loaded.',
      zh: '带有 FTP 辅助模块的状态防火墙（Linux nf_conntrack_ftp）本应放行此端口：要么没有这样的防火墙，要么未加载该模块。',
    };
  }
  return {
    en: ` A stateful firewall's FTP helper would not have opened the port: ${obstacles.map(({ en }) => en).join('; ')}.`,
    zh: `状态防火墙的 FTP 辅助模块不会放行此端口：${obstacles.map(({ zh }) => zh).join('；')}。`,
  };
}

function isEncryptedAt(tls: Subject['session']['tls'], frame: number): boolean {
  return tls !== null && frame >= tls.frame && (tls.clearedFrame === null || frame < tls.clearedFrame);
}
