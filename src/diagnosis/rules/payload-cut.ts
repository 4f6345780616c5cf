import type { SessionRule } from '../rule.js';
import { isToldWithFailure, lack } from './capture-lack.js';

/** What a file says that was cut afterwards, or by the sender's card: no packet of a dialogue is as long. */
const NO_LIMIT = 65_535;

/** G5: the snap length cut commands or replies. */
export const payloadCut: SessionRule = (subject) => {
  const { session, capture } = subject;
  const note = session.notes.find(({ kind }) => kind === 'payload-cut');
  if (note === undefined || isToldWithFailure('payload-cut', subject)) return [];
  const { snapLength } = capture;
  const length =
    snapLength === null || snapLength >= NO_LIMIT
      ? { en: '', zh: '' }
      : { en: ` (${snapLength})`, zh: `（${snapLength}）` };
  return [
    lack(
      {
        kind: 'payload-cut',
        title: {
          en: `Commands and replies are cut by the snap length${length.en}.`,
          zh: `命令和响应被截断：快照长度（snap length）不足${length.zh}。`,
        },
        cause: {
          en: 'Arguments, reply texts and the ports in them cannot be read to their ends; data connections are then told by hosts and time. Bytes of data are counted all the same.',
          zh: '参数、响应文本及其中的端口无法完整读取；数据连接只能按主机和时间推断。数据字节数仍可统计。',
        },
        fix: [{ en: 'Capture whole packets (tcpdump -s 0).', zh: '抓取完整数据包（tcpdump -s 0）。' }],
        evidence: [{ frame: note.frame, what: { en: 'cut', zh: '被截断' } }],
      },
      subject,
    ),
  ];
};
