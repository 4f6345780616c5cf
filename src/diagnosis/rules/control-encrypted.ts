import { diagnosis } from '../diagnosis.js';
import type { SessionRule } from '../rule.js';

/** What a reader loses with TLS on the control connection, and what can still be told. */
export const controlEncrypted: SessionRule = ({ session }) => {
  const { tls } = session;
  if (tls === null) return [];
  return [
    diagnosis({
      kind: 'control-encrypted',
      severity: 'info',
      title: {
        en: `The control connection is encrypted from frame ${tls.frame} on (${tls.version ?? 'TLS'}).`,
        zh: `控制连接自第 ${tls.frame} 帧起加密（${tls.version ?? 'TLS'}）。`,
      },
      cause: {
        en: 'Commands, replies and announced ports cannot be read; data connections are told by hosts and time, and reply codes of failures stay hidden. Firewalls with an FTP helper are blind too.',
        zh: '命令、应答和通告的端口无法读取；数据连接按主机和时间推断，失败的应答码不可见。带 FTP 辅助模块的防火墙同样无法读取。',
      },
      evidence: [{ frame: tls.frame, what: { en: 'first TLS record', zh: '第一个 TLS 记录' } }],
    }),
  ];
};
