import type { Text } from '../../model/language.js';
import { attemptName, commandProof, replyProof, said } from '../phrases.js';
import type { SessionRule } from '../rule.js';
import { lack } from './capture-lack.js';

/** G1: replies prove transfers whose data connections are not in the capture. */
export const dataNotCaptured: SessionRule = (subject) => {
  const { attempts, quality } = subject;
  // Where packets or a direction are missing, that is told, and says more.
  if (!quality.bothDirections) return [];
  return attempts.flatMap((attempt) => {
    const { transfer, reply } = attempt;
    if (transfer?.dataConnection !== 'not-captured' || reply === null) return [];
    const name = attemptName(attempt);
    const isDone = transfer.outcome === 'completed';
    const outcome: Text = isDone
      ? { en: 'completed', zh: '已完成' }
      : { en: `ended with ${said(reply)}, and why cannot be told`, zh: `以 ${said(reply)} 结束，原因无法判断` };
    return [
      lack(
        {
          kind: 'data-not-captured',
          transfer: transfer.id,
          title: {
            en: `${name.en} ${outcome.en}; its data connection is not in this capture.`,
            zh: `${name.zh}${outcome.zh}；其数据连接不在本次捕获中。`,
          },
          cause:
            quality.dataConnections === 'filtered'
              ? {
                  en: 'The capture holds the control connection only: it was filtered to its port, or the data takes another way. Sizes, speeds and faults of the data connections cannot be told; the replies can.',
                  zh: '本次捕获只包含控制连接：抓包时按端口过滤，或数据走了另一条路径。无法得知数据连接的大小、速度和故障，但响应可以说明结果。',
                }
              : {
                  en: 'Other data connections of these hosts are in the capture, this one is not: it took another way (another interface, another host), or its packets were lost to the capture.',
                  zh: '捕获中有这些主机的其他数据连接，但没有这一个：它走了另一条路径（其他接口或主机），或其数据包在抓包时丢失。',
                },
          evidence: [...commandProof(attempt), ...replyProof(attempt)],
          sameAs: `${isDone}`,
        },
        subject,
      ),
    ];
  });
};
