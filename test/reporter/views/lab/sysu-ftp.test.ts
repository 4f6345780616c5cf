/**
 * 中山大学 FTP 协议分析实验: who the client is, user name and password, how many TCP streams there are, which are the
 * control and the data connections of an active session from port 20, their handshakes and releases, and the files.
 * The answers come from tshark, and from the files that the session was recorded with; the report is in Chinese.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabReport, type Place, tsharkRows } from './report-reader.js';

const report = new LabReport('vsftpd-scripted-active-port-reused-at-client.pcap', 'zh', '--show-passwords');

const SEGMENTS = tsharkRows('sysu-ftp-segments');
const COMMANDS = tsharkRows('sysu-ftp-dialogue');
const BYTES = tsharkRows('sysu-ftp-data');

/** SHA-256 of `FILES` of fixtures/record/lab.py, by Python's hashlib. */
const HASHES: Readonly<Record<string, string>> = {
  'small.txt': 'fee66004905b81bdf017d65fa8a39b65a22f1a58d7fa30ec3850dc45991cc0f2',
  'notes.txt': 'c1500797c699a45b2d0474eea42b7da293f203b40f0b39cf0ea801624644957d',
};

type Segment = Readonly<Record<string, string>>;

function segment(stream: string, flag: 'syn' | 'fin', nth: 0 | 1): Segment {
  const found = SEGMENTS.filter((one) => one['tcp.stream'] === stream && one[`tcp.flags.${flag}`] === '1')[nth];
  assert.ok(found !== undefined);
  return found;
}

function command(verb: string): Segment {
  const found = COMMANDS.find((one) => one['ftp.request.command'] === verb);
  assert.ok(found !== undefined);
  return found;
}

const syn = segment('0', 'syn', 0);
const streams = new Set(SEGMENTS.map((one) => one['tcp.stream']));

type Question = readonly [question: string, place: Place, answer: string | undefined];

const LOGIN = { section: 'credentials', row: `1  ${command('USER')['frame.number']}` } as const;

const QUESTIONS: readonly Question[] = [
  ['客户端的 IP 地址是什么？', { section: 'endpoints', row: '1  客户端', cell: 2 }, syn['ip.src']],
  ['客户端的端口是什么？', { section: 'endpoints', row: '1  客户端', cell: 3 }, syn['tcp.srcport']],
  ['客户端的 MAC 地址是什么？', { section: 'endpoints', row: '1  客户端', cell: 4 }, syn['eth.src']],
  ['服务器的 IP 地址是什么？', { section: 'endpoints', row: '服务器', cell: 1 }, syn['ip.dst']],
  ['服务器的控制端口是什么？', { section: 'endpoints', row: '服务器', cell: 2 }, syn['tcp.dstport']],
  [
    '共有几个 TCP 流？几个控制连接，几个数据连接？',
    { section: 'streams', row: '本次捕获中共有', cell: null },
    `本次捕获中共有 ${streams.size} 个 TCP 流：控制连接 1 个，数据连接 ${streams.size - 1} 个，其他协议 0 个。`,
  ],
  ['登录的用户名是什么？', { ...LOGIN, cell: 2 }, command('USER')['ftp.request.arg']],
  ['用户名在哪一帧？', { ...LOGIN, cell: 1 }, command('USER')['frame.number']],
  ['登录的密码是什么？', { ...LOGIN, cell: 4 }, command('PASS')['ftp.request.arg']],
  ['密码在哪一帧？', { ...LOGIN, cell: 3 }, command('PASS')['frame.number']],
  ['采用主动模式还是被动模式？', { section: 'data-connections', row: '1.1', cell: 2 }, '主动 PORT'],
  ['谁发起数据连接？', { section: 'data-connections', row: '1.1', cell: 3 }, '服务器'],
  [
    '判断模式的依据是什么？',
    { section: 'data-connections', row: '主动模式：先有', cell: null },
    `主动模式：先有第 ${command('PORT')['frame.number']} 帧的 PORT，第 ${segment('1', 'syn', 0)['frame.number']} 帧的 SYN 由服务器发出`,
  ],
  ...dataStreams('1.1', '1'),
  ...dataStreams('1.3', '2'),
  ...handshake('会话 1：控制连接', '0'),
  ...handshake('1.1 RETR small.txt 的数据连接', '1'),
  ...handshake('1.3 RETR notes.txt 的数据连接', '2'),
  ...release('会话 1：控制连接', '0'),
  ...release('1.1 RETR small.txt 的数据连接', '1'),
  ...release('1.3 RETR notes.txt 的数据连接', '2'),
  ...file('1.1', 'small.txt', '1'),
  ...file('1.3', 'notes.txt', '2'),
];

function dataStreams(transfer: string, stream: string): Question[] {
  const one = segment(stream, 'syn', 0);
  return [
    [
      `传输 ${transfer} 的数据连接的两端是什么？`,
      { section: 'streams', row: `${stream}  数据连接  ${transfer}`, cell: 3 },
      `${one['ip.src']}:${one['tcp.srcport']} ═▶ ${one['ip.dst']}:${one['tcp.dstport']}`,
    ],
  ];
}

function handshake(under: string, stream: string): Question[] {
  const place = { section: 'handshakes', under } as const;
  return ([0, 1] as const).flatMap((nth): Question[] => {
    const one = segment(stream, 'syn', nth);
    const name = `${under}，第 ${nth + 1} 次握手`;
    return [
      [`${name}在哪一帧？`, { ...place, row: '帧', cell: nth + 1 }, one['frame.number']],
      [`${name}的序号？`, { ...place, row: '序号（原始值）', cell: nth + 1 }, one['tcp.seq_raw']],
      [`${name}的确认号？`, { ...place, row: '确认号（原始值）', cell: nth + 1 }, nth === 0 ? '–' : one['tcp.ack_raw']],
    ];
  });
}

function release(under: string, stream: string): Question[] {
  return ([0, 1] as const).flatMap((nth): Question[] => {
    const one = segment(stream, 'fin', nth);
    const place = { section: 'release', under, row: `${one['frame.number']}  ` } as const;
    return [
      [`${under}，第 ${nth + 1} 个 FIN 的标志位？`, { ...place, cell: 2 }, 'FIN, ACK'],
      [`${under}，第 ${nth + 1} 个 FIN 的序号？`, { ...place, cell: 3 }, one['tcp.seq_raw']],
      [`${under}，第 ${nth + 1} 个 FIN 的确认号？`, { ...place, cell: 5 }, one['tcp.ack_raw']],
    ];
  });
}

function file(transfer: string, name: string, stream: string): Question[] {
  const bytes = BYTES.filter((one) => one['tcp.stream'] === stream).reduce(
    (sum, one) => sum + Number(one['tcp.len']),
    0,
  );
  const row = `${transfer}  ${name}`;
  return [
    [`传输 ${transfer} 的方向？`, { section: 'files', row, cell: 2 }, '下载'],
    [`${name} 有多少字节？`, { section: 'files', row, cell: 4 }, bytes.toLocaleString('en-US')],
    [
      `${name} 的 SHA-256？`,
      { section: 'files', under: transfer, row: 'SHA-256', cell: null },
      `SHA-256 ${HASHES[name]}`,
    ],
  ];
}

test('the capture is of that shape: one control connection, data connections from port 20', () => {
  const ports = SEGMENTS.filter((one) => one['tcp.flags.ack'] === '0').map((one) => one['tcp.srcport']);
  assert.deepEqual(ports.slice(1), ['20', '20']);
});

for (const [question, place, answer] of QUESTIONS) {
  test(question, () => assert.equal(report.read(place), answer));
}
