/** What the replies and the byte counts say of a transfer whose data connection was open. */
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, exchangeProof, proofOfReply, replyProof, said } from '../phrases.js';
import type { AttemptRule, SessionRule } from '../rule.js';
import { serverSetting } from '../software.js';
import type { Subject } from '../subject.js';
import { BINARY_NAME, STORAGE, TIMEOUT } from './transfer-words.js';

/** X2: the user broke it off. */
export const transferAborted: AttemptRule = (attempt, { session }): Diagnosis | null => {
  const { transfer, data } = attempt;
  if (transfer?.outcome !== 'aborted') return null;
  const abort = session.commands.find(({ verb, frame }) => verb === 'ABOR' && frame > attempt.frame);
  const name = attemptName(attempt);
  return diagnosis({
    kind: 'transfer-aborted',
    severity: 'info',
    transfer: transfer.id,
    title: {
      en: `${name.en} was aborted by the client after ${data?.bytes ?? 0} bytes.`,
      zh: `${name.zh}在 ${data?.bytes ?? 0} 字节后被客户端中止。`,
    },
    cause: {
      en: 'The client sent ABOR: the user, or a program that had enough.',
      zh: '客户端发送了 ABOR：用户操作，或程序已获得所需数据。',
    },
    evidence: [...commandProof(attempt), ...(abort === undefined ? [] : exchangeProof(abort)), ...replyProof(attempt)],
    streams: data === null ? [] : [data.tcpStream],
  });
};

/** X8: the server could not read or write the file. */
export const serverStorageError: AttemptRule = (attempt): Diagnosis | null => {
  const { transfer, reply, data } = attempt;
  if (transfer === null || reply === null || reply.code < 400) return null;
  const isByCode = reply.code === 451 || reply.code === 452 || reply.code === 552;
  const hasBegun = transfer.replies.some(({ code }) => code < 200) || (data?.bytes ?? 0) > 0;
  if (!isByCode && !(hasBegun && STORAGE.test(reply.text) && !TIMEOUT.test(reply.text))) return null;
  const isNamed = STORAGE.test(reply.text) || reply.code !== 451;
  const name = attemptName(attempt);
  return diagnosis({
    kind: 'server-storage-error',
    severity: 'error',
    certainty: isNamed ? 'proven' : 'likely',
    transfer: transfer.id,
    title: {
      en: `${name.en} failed on the server's disk: ${said(reply)}.`,
      zh: `${name.zh}在服务器存储上失败：${said(reply)}。`,
    },
    cause: {
      en: 'The server could not read or write the file: the disk or the quota is full, or the file system reports an error. The network is not at fault.',
      zh: '服务器无法读写文件：磁盘或配额已满，或文件系统出错，与网络无关。',
    },
    fix: [
      {
        en: 'Free space, raise the quota, or see the log and file system of the server.',
        zh: '释放空间、提高配额，或检查服务器的日志和文件系统。',
      },
    ],
    alternatives: isNamed ? [] : ['server-crash'],
    toDiscriminate: isNamed ? null : { en: "The server's log at this time.", zh: '服务器当时的日志。' },
    evidence: [...commandProof(attempt), proofOfReply(reply)],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: String(reply.code),
  });
};

/** X7: the server closed an idle session. */
export const idleTimeout: SessionRule = ({ session, server }: Subject): Diagnosis[] => {
  const told = [...session.strayReplies, ...(session.commands.at(-1)?.replies ?? [])].find(
    ({ code, text }) =>
      code === 421 &&
      /idle|time-?d? ?out|timeout|inactiv|no.transfer/i.test(text) &&
      !/data|connection timed out/i.test(text),
  );
  if (told === undefined) return [];
  const isHarmless = session.transfers.every(({ outcome }) => outcome === 'completed' || outcome === 'refused');
  const idle = serverSetting(server, 'idleTimeout');
  return [
    diagnosis({
      kind: 'idle-timeout',
      severity: isHarmless ? 'info' : 'warning',
      title: { en: `The server closed the idle session: ${said(told)}.`, zh: `服务器关闭了空闲会话：${said(told)}。` },
      cause: {
        en: 'The client said nothing for longer than the server waits.',
        zh: '客户端沉默的时间超过了服务器的等待时间。',
      },
      fix: [
        {
          en: `Have the client send NOOP, or reconnect; or lengthen ${idle.en}.`,
          zh: `让客户端发送 NOOP 或重新连接；或延长${idle.zh}。`,
        },
      ],
      evidence: [proofOfReply(told)],
    }),
  ];
};

interface Expected {
  readonly bytes: number;
  readonly frame: number;
  readonly by: string;
}

/** What SIZE or the preliminary reply announced; null where neither did. */
function announcedSize(attempt: Parameters<AttemptRule>[0], { session }: Subject): Expected | null {
  const { transfer } = attempt;
  if (transfer === null || transfer.argument === null) return null;
  const preliminary = transfer.replies.find(({ code }) => code === 150 || code === 125);
  const counted = /\((\d{1,15}) bytes?\)/i.exec(preliminary?.text.slice(0, 1000) ?? '')?.[1];
  if (preliminary !== undefined && counted !== undefined)
    return { bytes: Number(counted), frame: preliminary.frame, by: '150' };
  const { command } = attempt;
  const before = session.commands.findLast(
    ({ verb, argument, frame }) => verb === 'SIZE' && argument === transfer.argument && frame < (command?.frame ?? 0),
  );
  const size = before?.replies.at(-1);
  return size?.code === 213 && /^\d{1,15}$/.test(size.text.trim())
    ? { bytes: Number(size.text), frame: size.frame, by: 'SIZE' }
    : null;
}

/** X9: fewer or more bytes than announced, and a completion reply all the same. */
export const sizeMismatch: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { transfer, data } = attempt;
  if (transfer === null || data === null || transfer.command !== 'RETR' || transfer.outcome !== 'completed')
    return null;
  const isWhole = data.state === 'established' && data.how === 'fin' && data.missingBytes === 0 && !data.tls;
  if (!isWhole || transfer.type !== 'I' || transfer.restart !== null || subject.quality.packetsMissing) return null;
  if (subject.session.commands.some(({ verb, argument }) => verb === 'MODE' && !/^\s*S/i.test(argument ?? 'S')))
    return null;
  const expected = announcedSize(attempt, subject);
  if (expected === null || expected.bytes === data.bytes) return null;
  const name = attemptName(attempt);
  return diagnosis({
    kind: 'size-mismatch',
    severity: 'warning',
    certainty: expected.by === '150' ? 'proven' : 'likely',
    transfer: transfer.id,
    title: {
      en: `${name.en}: ${data.bytes} bytes came, ${expected.bytes} were announced (${expected.by}), and the server said that it was complete.`,
      zh: `${name.zh}：收到 ${data.bytes} 字节，而宣告的是 ${expected.bytes} 字节（${expected.by}），服务器却报告完成。`,
    },
    cause: {
      en: 'In stream mode the end of the connection is the end of the file, so FTP cannot tell a file that was cut short: it changed while it was sent, its storage failed, or a device on the way closed the connection.',
      zh: '流模式以连接关闭表示文件结束，FTP 无法识别被截断的文件：文件在发送过程中改变、存储出错，或途中设备关闭了连接。',
    },
    fix: [
      {
        en: 'Compare size and checksum (SIZE, HASH), and transfer it again.',
        zh: '比较大小和校验值（SIZE、HASH），并重新传输。',
      },
    ],
    alternatives: expected.by === '150' ? [] : ['server-storage-error'],
    toDiscriminate:
      expected.by === '150'
        ? null
        : { en: 'Whether the file changed between SIZE and RETR.', zh: '文件在 SIZE 与 RETR 之间是否改变。' },
    evidence: [
      { frame: expected.frame, what: { en: `${expected.bytes} bytes announced`, zh: `宣告 ${expected.bytes} 字节` } },
      ...commandProof(attempt),
      {
        frame: data.lastFrame,
        what: { en: `the data connection ends after ${data.bytes} bytes`, zh: `数据连接在 ${data.bytes} 字节后结束` },
      },
      ...replyProof(attempt),
    ],
    streams: [data.tcpStream],
  });
};

/** X10: a file that is no text went through TYPE A, which rewrites line ends. */
export const asciiModeCorruption: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { transfer, data } = attempt;
  if (transfer === null || transfer.type !== 'A' || !/^(RETR|STOR|APPE|STOU)$/.test(transfer.command)) return null;
  if (transfer.outcome !== 'completed' || !BINARY_NAME.test(transfer.argument ?? '')) return null;
  // The TYPE that was in force may be among what is missing.
  if (subject.quality.packetsMissing || !subject.quality.startCaptured) return null;
  const warned = transfer.replies.find(({ text }) => /bare linefeeds/i.test(text));
  const expected = announcedSize(attempt, subject);
  const grown = expected === null || data === null || data.missingBytes > 0 ? 0 : data.bytes - expected.bytes;
  const certainty = warned !== undefined ? 'proven' : grown > 0 ? 'likely' : 'possible';
  const name = attemptName(attempt);
  return diagnosis({
    kind: 'ascii-mode-corruption',
    severity: certainty === 'possible' ? 'info' : 'warning',
    certainty,
    transfer: transfer.id,
    title: {
      en: `${name.en}: a binary file went through ASCII mode (TYPE A)${grown > 0 ? `, ${grown} bytes longer than announced` : ''}.`,
      zh: `${name.zh}：二进制文件以 ASCII 模式（TYPE A）传输${grown > 0 ? `，比宣告多出 ${grown} 字节` : ''}。`,
    },
    cause: {
      en: 'In ASCII mode every line feed becomes CR LF or back, which destroys files that are no text. Some servers only pretend to change anything.',
      zh: 'ASCII 模式会转换换行符（LF 与 CR LF），破坏非文本文件。有些服务器只是声称转换而实际不改变。',
    },
    fix: [
      {
        en: 'Send TYPE I (binary) before the transfer, and transfer the file again.',
        zh: '传输前发送 TYPE I（二进制），并重新传输文件。',
      },
    ],
    alternatives: certainty === 'proven' ? [] : ['size-mismatch'],
    toDiscriminate:
      certainty === 'proven' ? null : { en: 'Compare the checksums of both copies.', zh: '比较两份文件的校验值。' },
    evidence: [
      ...(expected === null
        ? []
        : [
            {
              frame: expected.frame,
              what: { en: `${expected.bytes} bytes announced`, zh: `宣告 ${expected.bytes} 字节` },
            },
          ]),
      ...commandProof(attempt),
      ...(warned === undefined ? [] : [proofOfReply(warned)]),
    ],
    streams: data === null ? [] : [data.tcpStream],
  });
};
