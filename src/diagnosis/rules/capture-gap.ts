import type { TcpEvent } from '../../model/analysis.js';
import { opposite } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { isUnfinished, isUnreceived } from '../data-flow.js';
import type { Proof } from '../diagnosis.js';
import type { SessionRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { isToldWithFailure, lack, startOf } from './capture-lack.js';

/** Most holes that are cited. */
const MAX_CITED = 10;

/** G4: packets passed and are not in the capture. */
export const captureGap: SessionRule = (subject) => {
  const { session, capture } = subject;
  const control = session.missingBytes.client + session.missingBytes.server;
  const holes = subject.attempts.flatMap((attempt) => (isCaptureHole(attempt) ? gapsOf(attempt) : []));
  const data = holes.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  const dropped = capture.warnings.find(({ kind }) => /drop/.test(kind)) ?? null;
  if (control + data === 0 && dropped === null) return [];
  if (isToldWithFailure('capture-gap', subject)) return [];
  const parts: Text[] = [
    ...(control === 0 ? [] : [{ en: `${control} bytes of the control connection`, zh: `控制连接的 ${control} 字节` }]),
    ...(data === 0 ? [] : [{ en: `${data} bytes of data`, zh: `数据的 ${data} 字节` }]),
  ];
  const reported: Text =
    dropped === null
      ? { en: '', zh: '' }
      : { en: ' The capture file itself reports dropped packets.', zh: '捕获文件自身记录了丢包。' };
  const missing: Text =
    parts.length === 0
      ? { en: '', zh: '' }
      : { en: `: ${parts.map(({ en }) => en).join(' and ')}`, zh: `：${parts.map(({ zh }) => zh).join('和')}` };
  return [
    lack(
      {
        kind: 'capture-gap',
        title: { en: `Packets are missing from this capture${missing.en}.`, zh: `本次捕获缺少数据包${missing.zh}。` },
        cause:
          control + data === 0
            ? ONLY_REPORTED
            : {
                en: `The hosts went on as if they had received them, so they were lost to the capture, not on the network: the capturing machine could not keep up, or a second path was used.${reported.en} What is absent here proves little.`,
                zh: `通信双方的表现说明它们收到了这些数据包，因此是抓包时丢失，而非网络丢失：抓包主机来不及处理，或存在第二条路径。${reported.zh}此处缺少的内容不能说明太多问题。`,
              },
        fix: [
          {
            en: 'Capture with a larger buffer (tcpdump -B 65536), a filter, or a snap length; write to a fast disk.',
            zh: '使用更大的缓冲区（tcpdump -B 65536）、过滤条件或较小的快照长度（snap length）抓包，并写入高速磁盘。',
          },
        ],
        evidence: [...controlGaps(subject), ...holes.slice(0, MAX_CITED).map(proofOf), startOf(subject)].slice(
          0,
          MAX_CITED,
        ),
      },
      subject,
    ),
  ];
};

const ONLY_REPORTED: Text = {
  en: 'The capture file itself reports dropped packets; none of this session is known to be missing. What is absent here proves little.',
  zh: '捕获文件自身记录了丢包；但未发现该会话缺少数据包。此处缺少的内容不能说明太多问题。',
};

/**
 * A hole that its receiver acknowledged, or behind which the transfer completed as far as the receiver can tell; else the
 * network may have made it.
 */
function isCaptureHole(attempt: Attempt): boolean {
  const { data } = attempt;
  if (data === null || data.missingBytes === 0) return false;
  if (data.state === 'mid-stream' || (!isUnfinished(attempt) && !isUnreceived(attempt))) return true;
  return gapsOf(attempt).some(({ from }) => {
    if (from === null) return false;
    const end = data.ends[from];
    const seen = from === 'client' ? data.bytesFromClient : data.bytesFromServer;
    return end === null || data.ends[opposite(from)] === null || end.acknowledgedBytes > seen;
  });
}

function gapsOf({ data }: Attempt): TcpEvent[] {
  return data?.events.filter(({ kind }) => kind === 'gap') ?? [];
}

function proofOf({ frame, bytes = 0 }: TcpEvent): Proof {
  return { frame, what: { en: `comes after a hole of ${bytes} bytes`, zh: `位于 ${bytes} 字节的空洞之后` } };
}

function controlGaps({ session }: Subject): Proof[] {
  return session.notes
    .filter(({ kind }) => kind === 'gap')
    .slice(0, MAX_CITED)
    .map(({ frame }) => ({
      frame,
      what: { en: 'part of the dialogue before it is missing', zh: '之前的部分对话缺失' },
    }));
}
