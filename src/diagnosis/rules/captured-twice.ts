import type { SessionRule } from '../rule.js';
import { lack, startOf } from './capture-lack.js';

/** Every packet of the session is there more than once. */
export const capturedTwice: SessionRule = (subject) => {
  const { client, server } = subject.session.ends;
  const copies = (client?.copies ?? 0) + (server?.copies ?? 0);
  if (copies === 0) return [];
  const isRouted = client?.forwarded === true || server?.forwarded === true;
  return [
    lack(
      {
        kind: 'captured-twice',
        title: {
          en: `${copies} packets of the control connection are in the capture twice; the copies are not counted.`,
          zh: `控制连接有 ${copies} 个数据包在捕获中出现了两次；副本未计入。`,
        },
        cause: isRouted
          ? {
              en: 'The copies have another TTL: the capture was made on a router, on both its interfaces ("any").',
              zh: '副本的 TTL 不同：抓包在路由器的两个接口上进行（“any”）。',
            }
          : {
              en: 'It was made on two interfaces, or at a mirror port that copies both directions. They are no retransmissions.',
              zh: '在两个接口上，或在复制双向流量的镜像端口上抓包所致。它们不是重传。',
            },
        fix: [
          {
            en: 'Nothing; to have each packet once, capture on one interface, or use editcap -d.',
            zh: '无需处理；如需去重，请只在一个接口上抓包，或使用 editcap -d。',
          },
        ],
        evidence: [startOf(subject)],
      },
      subject,
    ),
  ];
};
