/**
 * A hand-made Analysis with everything that a reporter must cope with: both modes, every kind of missing data
 * connection, FXP, TLS, Chinese and hostile names, long IPv6 endpoints, several captures.
 */
import type { Analysis, CaptureAnalysis, ReplyCodeCount } from '../../src/model/analysis.js';
import { at, capture, command, data, finding, handshake, reply, session, tcp, transfer } from './sample-parts.js';

const CLIENT = at('10.0.0.1', 51234);
const SERVER = at('10.0.0.2', 21);
const PASV_PORT = { address: '10.0.0.2', port: 61204, arithmetic: '239*256+20' };
const ACTIVE_PORT = { address: '10.0.0.1', port: 40021, arithmetic: '156*256+85' };

/** Clears the screen, sets the window title, turns the text round, ends the line, and starts a formula. */
export const HOSTILE = '=cmd\x1b[2J\x1b]0;owned\x07\u202egpj.exe\r\n\u009b31m\u2028\ud800\x7f';

const passive = session(1, CLIENT, SERVER, {
  banner: '(vsFTPd 3.0.3)',
  events: [
    ...handshake(1, 'client'),
    tcp('retransmissions', 30, 'server', { count: 2 }),
    tcp('fin', 118, 'client'),
    tcp('fin', 119, 'server'),
  ],
  greeting: [reply(4, 220, '(vsFTPd 3.0.3)')],
  commands: [
    command(5, 'USER', 'anonymous', reply(6, 331, 'Please specify the password.')),
    command(7, 'PASS', '********', reply(8, 230, 'Login successful.')),
    command(
      9,
      'FEAT',
      null,
      reply(9, 211, `Features:\n${Array.from({ length: 30 }, (_, n) => ` F${n}`).join('\n')}\nEnd`),
    ),
    {
      ...command(10, 'PASV', null, reply(11, 227, 'Entering Passive Mode (10,0,0,2,239,20).')),
      announcement: {
        method: 'PASV',
        frame: 11,
        advertised: PASV_PORT,
        text: '10,0,0,2,239,20',
        problem: null,
        accepted: true,
        lastFrame: 11,
        startsSegment: true,
      },
    },
    command(
      15,
      'RETR',
      '/中文/报告文件 2026.txt',
      reply(16, 150, 'Opening BINARY mode data connection for 报告文件 2026.txt (1234 bytes).'),
      reply(25, 226, 'Transfer complete.'),
    ),
    {
      ...command(40, 'PORT', '10,0,0,1,156,85', reply(41, 200, 'PORT command successful.')),
      announcement: {
        method: 'PORT',
        frame: 40,
        advertised: ACTIVE_PORT,
        text: '10,0,0,1,156,85',
        problem: null,
        accepted: true,
        lastFrame: 40,
        startsSegment: true,
      },
    },
    command(
      42,
      'LIST',
      null,
      reply(43, 150, 'Here comes the directory listing.'),
      reply(55, 226, 'Directory send OK.'),
    ),
    command(60, 'RETR', 'missing.txt', reply(61, 425, 'Failed to establish connection.')),
    command(70, 'STOR', HOSTILE, reply(71, 550, `Permission denied: ${HOSTILE}`)),
    {
      ...command(75, 'PORT', '10,0,0,1,300,1', reply(76, 501, 'Syntax error.')),
      announcement: {
        method: 'PORT',
        frame: 75,
        advertised: null,
        text: '10,0,0,1,300,1',
        problem: '300 is out of range',
        accepted: false,
        lastFrame: 75,
        startsSegment: true,
      },
    },
    command(117, 'QUIT', null, reply(117, 221, 'Goodbye.')),
  ],
  strayReplies: [{ ...reply(116, 421, 'Timeout.'), reason: 'unsolicited' }],
  notes: [{ kind: 'lost-bytes', message: 'the client sent 12 bytes that were lost', frame: 80, time: 0.5 }],
  retransmissions: 2,
  transfers: [
    transfer('1.1', {
      argument: '/中文/报告文件 2026.txt',
      path: '/中文/报告文件 2026.txt',
      setupFrame: 11,
      commandFrame: 15,
      time: 0.015,
      advertised: PASV_PORT,
      data: data(1, 'client', at('10.0.0.1', 51236), at('10.0.0.2', 61204), {
        firstFrame: 12,
        events: [
          ...handshake(12, 'client'),
          tcp('first-byte', 17, 'server'),
          tcp('gap', 18, 'server', { bytes: 1460 }),
          tcp('last-byte', 20, 'server', { bytes: 1234 }),
          tcp('fin', 20, 'server'),
          tcp('fin', 22, 'client'),
        ],
        missingBytes: 1460,
        retransmissions: 3,
      }),
      replies: [reply(16, 150, 'Opening'), reply(25, 226, 'Transfer complete.')],
    }),
    transfer('1.2', {
      command: 'LIST',
      argument: null,
      path: '/中文',
      direction: 'listing',
      mode: 'active',
      method: 'PORT',
      type: 'A',
      setupFrame: 40,
      commandFrame: 42,
      time: 0.042,
      advertised: ACTIVE_PORT,
      data: data(2, 'server', at('10.0.0.1', 40021), at('10.0.0.2', 20), { firstFrame: 44, bytes: 12345678 }),
      replies: [reply(43, 150, 'Here'), reply(55, 226, 'Directory send OK.')],
    }),
    transfer('1.3', {
      argument: 'missing.txt',
      path: '/中文/missing.txt',
      commandFrame: 60,
      time: 0.06,
      dataConnection: 'never-opened',
      replies: [reply(61, 425, 'Failed to establish connection.')],
      outcome: 'failed',
    }),
    transfer('1.4', {
      command: 'STOR',
      argument: HOSTILE,
      path: `/中文/${HOSTILE}/${'very-long-directory-name/'.repeat(12)}end.bin`,
      direction: 'upload',
      commandFrame: 70,
      time: 0.07,
      dataConnection: 'unknown',
      replies: [reply(71, 550, 'Permission denied')],
      outcome: 'refused',
    }),
    transfer('1.5', {
      mode: 'active',
      method: 'PORT',
      commandFrame: 90,
      time: 0.09,
      data: data(5, 'server', at('10.0.0.1', 40022), at('10.0.0.2', 20), {
        state: 'syn-unanswered',
        bytes: 0,
        how: 'open',
        closedBy: null,
        bytesPerSecond: null,
        events: [
          tcp('syn', 91, 'server'),
          tcp('syn-retransmission', 92, 'server'),
          tcp('icmp-error', 93, null, { text: 'host unreachable from 10.0.0.254' }),
        ],
      }),
      replies: [reply(95, 426, 'Aborted.')],
      outcome: 'aborted',
      findings: ['F1'],
    }),
  ],
  viewpoint: { at: 'client', reason: "The TTL of the client's packets is 64, as sent." },
  software: { client: `curl ${HOSTILE}`, server: 'vsftpd 3.0.3' },
  findings: [
    finding('F1', {
      kind: 'active-syn-unanswered',
      transfer: '1.5',
      transfers: Array.from({ length: 30 }, (_, n) => `1.${n + 5}`),
      count: 30,
      title: `Transfer 1.5 RETR ${HOSTILE} (active) got no data connection: two SYNs were not answered. And 29 more.`,
      cause: `A firewall drops ${HOSTILE}; it stands at the client or on the way there, and lets no connection in.`,
      fix: [`Use passive mode: ${HOSTILE}.`, 'Let the firewall of the client accept connections from port 20.'],
      certainty: 'possible',
      alternatives: ['active-address-wrong', 'active-no-attempt'],
      toDiscriminate: 'A capture at the client: does the SYN arrive there?',
      evidence: [
        { frame: 9, what: HOSTILE },
        ...Array.from({ length: 20 }, (_, n) => ({ frame: n + 91, what: `SYN again, after ${n} s 报告文件` })),
      ],
      displayFilter: 'tcp.stream eq 0 or tcp.stream eq 5',
    }),
    finding('F2', {
      kind: 'size-mismatch',
      severity: 'warning',
      title: '文件大小与服务器宣告的不一致：宣告为 20000 字节，数据连接上只有 1234 字节（捕获中缺少 1460 字节）。',
      certainty: 'proven',
      evidence: [],
      fix: [],
      displayFilter: '',
    }),
    finding('F3', { kind: 'cleartext-password', severity: 'info', title: 'The password was sent in clear text.' }),
  ],
});

const CLIENT_6 = at('2001:db8:1234:5678:9abc:def0:1234:5678', 65535);
const SERVER_6 = at('2001:db8:ffff:ffff:ffff:ffff:ffff:fffe', 2121);

const encrypted = session(2, CLIENT_6, SERVER_6, {
  user: null,
  login: 'none',
  tls: {
    frame: 205,
    time: 0.04,
    kind: 'explicit',
    version: 'TLS 1.3',
    serverName: 'ftp.example.org',
    clearedFrame: null,
    alert: null,
  },
  end: { frame: 300, time: 3723, timestamp: '2026-11-23T10:32:03.000000Z', closedBy: 'server', how: 'rst' },
  detectedBy: 'content',
  encoding: 'gb18030',
  commands: [command(203, 'AUTH', 'TLS', reply(204, 234, 'Proceed with negotiation.'))],
  findings: [finding('F4', { kind: 'control-encrypted', severity: 'info', title: 'Encrypted.', evidence: [] })],
  transfers: [
    transfer('2.1', {
      command: 'unknown',
      argument: null,
      path: null,
      direction: 'upload',
      method: 'unknown',
      type: null,
      time: 0.21,
      data: data(
        7,
        'client',
        { ...CLIENT_6, port: 50000 },
        { ...SERVER_6, port: 60000 },
        { tls: true, firstFrame: 210 },
      ),
      pairedBy: 'inferred',
      outcome: 'unknown',
    }),
  ],
});

const fxp = session(3, CLIENT, at('10.0.0.3', 21), {
  user: '用户名很长很长很长很长很长很长很长很长',
  end: { frame: 400, time: 0.4, timestamp: '2026-11-23T09:30:00.400000Z', closedBy: null, how: 'open' },
  startCaptured: false,
  transfers: [
    transfer('3.1', {
      fxp: true,
      mode: 'active',
      commandFrame: 310,
      time: 0.31,
      restart: 1000,
      data: data(8, 'server', at('10.0.0.2', 60001), at('10.0.0.3', 20), { firstFrame: 311 }),
      pairedBy: 'announced-port',
    }),
    transfer('3.2', {
      commandFrame: 330,
      time: 0.33,
      dataConnection: 'not-captured',
      replies: [reply(331, 226, 'Done.')],
    }),
  ],
});

const CODES: readonly ReplyCodeCount[] = [
  {
    code: 150,
    count: 2,
    class: 'preliminary',
    meaning: 'File status okay; about to open data connection.',
    texts: ['Here comes the directory listing.', 'Opening'],
  },
  {
    code: 226,
    count: 2,
    class: 'completion',
    meaning: 'Closing data connection. Requested file action successful (for example, file transfer or file abort).',
    texts: ['Transfer complete.'],
  },
  {
    code: 425,
    count: 1,
    class: 'transient-negative',
    meaning: "Can't open data connection.",
    texts: ['Failed to establish connection.'],
  },
  { code: 550, count: 12345, class: 'permanent-negative', meaning: 'Requested action not taken.', texts: [HOSTILE] },
  { code: 299, count: 1, class: 'completion', meaning: '', texts: ['?'] },
];

export const first: CaptureAnalysis = capture('captures/学生 lab.pcapng', [passive, encrypted, fxp], {
  format: 'pcapng',
  compression: 'gzip',
  complete: false,
  warnings: [
    { kind: 'truncated', message: 'the file ends in the middle of a packet, 12 bytes are missing', frame: 1234 },
  ],
  replyCodes: CODES,
  unpairedDataConnections: [
    {
      session: 1,
      reason: 'superseded',
      setupFrame: 50,
      data: data(6, 'client', at('10.0.0.1', 51240), at('10.0.0.2', 61300), { firstFrame: 51, bytes: 0 }),
    },
  ],
});

export const second: CaptureAnalysis = capture(`/tmp/${HOSTILE}.pcap`, [session(1, CLIENT, SERVER)], {
  replyCodes: CODES.slice(0, 1),
});

export const empty: CaptureAnalysis = capture('empty.pcap', [], {
  packets: 0,
  firstTimestamp: null,
  lastTimestamp: null,
  tcpStreams: 0,
});

export const sample: Analysis = {
  schemaVersion: 1,
  generator: { name: 'ftpscope', version: '0.1.0' },
  captures: [first, second, empty],
};
