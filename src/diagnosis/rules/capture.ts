/** What the capture itself lacks: told once a session, so that nobody reads an absence as a fault. */
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import { type Diagnosis, diagnosis, type Proof } from '../diagnosis.js';
import type { SessionRule } from '../rule.js';
import type { Subject } from '../subject.js';

const AGAIN: Text = {
  en: 'Capture again: both directions, all ports of both hosts, whole packets, from before the login.',
  zh: '重新抓包：双向、两台主机的所有端口、完整的数据包，从登录之前开始。',
};

function lack(
  kind: FindingKind,
  title: Text,
  cause: Text,
  evidence: readonly Proof[],
  more: Partial<Diagnosis> = {},
): Diagnosis {
  return diagnosis({ kind, severity: 'info', title, cause, fix: [AGAIN], evidence, ...more });
}

function startOf({ session }: Subject): Proof {
  return { frame: session.start.frame, what: { en: 'first packet of the session', zh: '会话的第一个数据包' } };
}

const dataNotCaptured: SessionRule = (subject) => {
  const { session, quality } = subject;
  if (quality.dataConnections !== 'filtered') return [];
  const lost = session.transfers.filter(({ dataConnection }) => dataConnection === 'not-captured');
  if (lost.length === 0) return [];
  return lost.map((transfer) =>
    lack(
      'data-not-captured',
      {
        en: `Transfer ${transfer.id} ${transfer.command} completed, and its data connection is not in this capture.`,
        zh: `传输 ${transfer.id} ${transfer.command} 已完成，但其数据连接不在本次捕获中。`,
      },
      {
        en: 'The capture was filtered to the control connection (port 21), or made where the data does not pass.',
        zh: '抓包只过滤了控制连接（端口 21），或抓包位置不经过数据连接。',
      },
      [
        ...transfer.replies
          .slice(-1)
          .map(({ frame, code }) => ({ frame, what: { en: String(code), zh: String(code) } })),
      ],
      { transfer: transfer.id, certainty: 'likely' },
    ),
  );
};

const oneWay: SessionRule = (subject) => {
  const { session, quality } = subject;
  if (quality.bothDirections) return [];
  const only = session.ends.client === null ? 'server' : 'client';
  return [
    lack(
      'one-way-capture',
      {
        en: `Only what the ${only} sent is in this capture.`,
        zh: `本次捕获中只有${only === 'client' ? '客户端' : '服务器'}发送的数据包。`,
      },
      {
        en: 'A filter on source or destination, or a mirror port or route that shows one direction only. That a packet of the other side is missing means nothing.',
        zh: '按源或目的地址过滤，或镜像端口／路由只显示一个方向。另一方向缺少数据包不能说明任何问题。',
      },
      [startOf(subject)],
      { severity: session.transfers.some(({ outcome }) => outcome === 'failed') ? 'warning' : 'info' },
    ),
  ];
};

const midSession: SessionRule = (subject) =>
  subject.quality.startCaptured
    ? []
    : [
        lack(
          'mid-session',
          { en: 'The capture begins in the middle of this session.', zh: '捕获从该会话的中途开始。' },
          {
            en: 'Login, settings and announcements before it are unknown; what followed from them is inferred or left open.',
            zh: '之前的登录、设置和通告未知；由此得出的内容是推断的，或无法确定。',
          },
          [startOf(subject)],
        ),
      ];

const captureGap: SessionRule = (subject) => {
  const { session, quality, capture } = subject;
  const control = session.missingBytes.client + session.missingBytes.server;
  const data = session.transfers.reduce((sum, transfer) => sum + (transfer.data?.missingBytes ?? 0), 0);
  if (!quality.packetsMissing && data === 0) return [];
  const dropped = capture.warnings.find(({ kind }) => /drop/.test(kind));
  const gap = session.notes.find(({ kind }) => kind === 'gap')?.frame;
  const hole = session.transfers.flatMap(({ data: d }) => d?.events ?? []).find(({ kind }) => kind === 'gap')?.frame;
  return [
    lack(
      'capture-gap',
      {
        en: `Packets are missing from this capture: ${control} bytes of the control connection, ${data} bytes of data${dropped === undefined ? '' : '; the file reports drops'}.`,
        zh: `本次捕获缺少数据包：控制连接 ${control} 字节，数据 ${data} 字节${dropped === undefined ? '' : '；文件记录了丢包'}。`,
      },
      {
        en: 'The capturing machine could not keep up, or the packets took another way; the hosts themselves may have received them.',
        zh: '抓包主机来不及处理，或数据包经过其他路径；通信双方可能已收到这些数据包。',
      },
      [
        {
          frame: gap ?? hole ?? session.start.frame,
          what: { en: 'bytes are missing before this frame', zh: '此帧之前缺少字节' },
        },
      ],
    ),
  ];
};

const payloadCut: SessionRule = (subject) => {
  const note = subject.session.notes.find(({ kind }) => kind === 'payload-cut');
  if (note === undefined) return [];
  return [
    lack(
      'payload-cut',
      { en: 'The packets of the dialogue are cut by the snap length.', zh: '对话的数据包被截断（snap length）。' },
      {
        en: 'Commands and replies, and the ports in them, cannot be read to their ends.',
        zh: '命令、应答及其中的端口无法完整读取。',
      },
      [{ frame: note.frame, what: { en: 'cut', zh: '被截断' } }],
    ),
  ];
};

const capturedTwice: SessionRule = (subject) => {
  const { client, server } = subject.session.ends;
  if ((client?.copies ?? 0) + (server?.copies ?? 0) === 0) return [];
  return [
    lack(
      'captured-twice',
      {
        en: 'Packets of this session are in the capture twice; the copies are not counted.',
        zh: '该会话的数据包出现了两次；副本未计入。',
      },
      {
        en: 'It was made on two interfaces, on a router, or on a mirror port.',
        zh: '在两个接口、路由器或镜像端口上抓包所致。',
      },
      [startOf(subject)],
      { fix: [] },
    ),
  ];
};

export const CAPTURE_RULES: readonly SessionRule[] = [
  dataNotCaptured,
  oneWay,
  midSession,
  captureGap,
  payloadCut,
  capturedTwice,
];
