/** Control dialogues that a seed decides: valid, nearly valid, absurd; put on the wire by the forge. */
import { latin1 } from '../../fixtures/forge/bytes.js';
import { pcap } from '../../fixtures/forge/container/pcap.js';
import { pcapng } from '../../fixtures/forge/container/pcapng.js';
import { Conversation } from '../../fixtures/forge/ftp/conversation.js';
import { tlsHandshake } from '../../fixtures/forge/ftp/tls.js';
import { Wire } from '../../fixtures/forge/ftp/wire.js';
import { oneOf, pick, type Random } from './numbers.js';

const CLIENT = '192.168.1.10';
const SERVER = '203.0.113.10';

const NAMES = [
  'file.bin',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '=cmd()|x',
  'a\rb',
  '\x1b[31mred',
  '\xe2\x80\xaetxt',
  '文',
  '\xc4\xe3',
  '',
  ' ',
  '"',
  '|',
  '`',
  '%n',
  'x'.repeat(300),
];
const VERBS = [
  'USER',
  'PASS',
  'ACCT',
  'TYPE',
  'CWD',
  'PWD',
  'CDUP',
  'REST',
  'ABOR',
  'STAT',
  'FEAT',
  'OPTS',
  'SIZE',
  'MDTM',
  'QUIT',
  'REIN',
  'NOOP',
  'ALLO',
  'RNFR',
  'RNTO',
  'SITE',
  'HELP',
  'AUTH',
  'PBSZ',
  'PROT',
  'CCC',
  'MODE',
  'STRU',
  'LANG',
  'EPSV ALL',
  'PORT',
  'EPRT',
  'LPRT',
  'PASV',
  'EPSV',
  'LPSV',
  'XMKD',
  'MLST',
];
const MOVERS = ['RETR', 'STOR', 'STOU', 'APPE', 'LIST', 'NLST', 'MLSD'];
const ARGUMENTS = [
  'TLS',
  'SSL',
  'P',
  'C',
  '0',
  'I',
  'A',
  'L 8',
  '-1',
  '99999999999999999999',
  'S',
  'B',
  'Z',
  'ALL',
  '1',
  '2',
  '9',
];
const CODES = [
  110, 125, 150, 200, 202, 211, 213, 220, 221, 225, 226, 227, 228, 229, 230, 234, 250, 257, 331, 332, 334, 350, 421,
  425, 426, 430, 450, 451, 452, 500, 501, 502, 503, 522, 530, 534, 535, 550, 552, 553, 631, 0, 99, 999, 1234,
];

function number(random: Random): string {
  return String(oneOf(random, [0, 1, 20, 21, 80, 255, 256, -1, 65_535, 65_536, 1e21, '', '007', pick(random, 256)]));
}

function hostPort(random: Random): { text: string; port: number } {
  const port = 1024 + pick(random, 60_000);
  const sane = `${SERVER.replaceAll('.', ',')},${port >> 8},${port & 0xff}`;
  if (random() < 0.7) return { text: sane, port };
  return {
    text: Array.from({ length: pick(random, 9) }, () => number(random)).join(oneOf(random, [',', ', ', '.', '|'])),
    port,
  };
}

function reply(random: Random): string {
  const code = oneOf(random, CODES);
  const text = oneOf(random, [
    ...NAMES,
    'Command okay.',
    `(${hostPort(random).text})`,
    `(|||${number(random)}|)`,
    '"/home" is cwd',
    '(1234 bytes)',
  ]);
  switch (pick(random, 8)) {
    case 0:
      return `${code}-${text}\r\n middle\r\n${code} end\r\n`;
    case 1:
      return `${code}-${text}\r\n${'never ends\r\n'.repeat(pick(random, 50))}`;
    case 2:
      return `${text}\r\n`;
    case 3:
      return `${code} ${text}`;
    default:
      return `${code} ${text}${oneOf(random, ['\r\n', '\n', '\r', '\r\0', '\r\n\r\n'])}`;
  }
}

function command(random: Random): string {
  const verb = oneOf(random, [...VERBS, ...MOVERS]);
  const argument = oneOf(random, [
    ...NAMES,
    ...ARGUMENTS,
    hostPort(random).text,
    `|${number(random)}|${CLIENT}|${number(random)}|`,
  ]);
  const telnet = random() < 0.1 ? oneOf(random, ['\xff\xf4\xff\xf2', '\xff\xfb\x01', '\xff', '\xff\xff']) : '';
  const cased = random() < 0.2 ? verb.toLowerCase() : verb;
  return `${telnet}${cased}${random() < 0.8 ? ` ${argument}` : ''}${oneOf(random, ['\r\n', '\r\n', '\r\n', '\n', '\r', ''])}`;
}

/** One capture of one to three sessions with what they open. */
export function dialogueCapture(random: Random): Buffer {
  const wire = new Wire();
  const sessions = Array.from(
    { length: 1 + pick(random, 3) },
    (_, n) =>
      new Conversation(
        wire,
        { address: CLIENT, port: 40_000 + n },
        { address: SERVER, port: oneOf(random, [21, 21, 21, 990, 2121]) },
      ),
  );
  for (const control of sessions) {
    if (random() < 0.9) control.open();
    if (random() < 0.9) control.send('server', '220 ready\r\n');
    if (random() < 0.7) {
      control.send('client', 'USER alice\r\n');
      control.send('server', '331 ok\r\n');
      control.send('client', 'PASS secret\r\n');
      control.send('server', '230 ok\r\n');
    }
  }
  for (let turn = 3 + pick(random, 40); turn > 0; turn--) step(wire, oneOf(random, sessions), random);
  for (const control of sessions) {
    if (random() < 0.5) control.close(oneOf(random, ['client', 'server'] as const));
    else if (random() < 0.3) control.reset(oneOf(random, ['client', 'server'] as const));
  }
  return Buffer.from(random() < 0.5 ? pcap(wire.packets) : pcapng(wire.packets));
}

function step(wire: Wire, control: Conversation, random: Random): void {
  const sizes = random() < 0.2 ? Array.from({ length: 10 }, () => 1 + pick(random, 8)) : [];
  wire.wait(oneOf(random, [0, 1, 100, 5000, 300_000]));
  switch (pick(random, 12)) {
    case 0:
    case 1:
    case 2:
      transfer(wire, control, random);
      return;
    case 3:
      control.send('client', 'AUTH TLS\r\n');
      control.send('server', random() < 0.8 ? '234 go\r\n' : '534 no\r\n');
      for (const { from, bytes } of tlsHandshake('a.example', oneOf(random, ['1.2', '1.3'] as const)))
        control.send(from, bytes);
      return;
    case 4:
      control.send('client', Array.from({ length: 1 + pick(random, 20) }, () => command(random)).join(''), sizes);
      return;
    case 5:
      control.send(
        oneOf(random, ['client', 'server'] as const),
        latin1(String.fromCharCode(pick(random, 256)).repeat(pick(random, 3000))),
      );
      return;
    case 6: {
      // A segment that is lost, late, or sent again with other bytes.
      const plan = control.prepare('client', command(random) || 'NOOP\r\n');
      if (random() < 0.5) control.send('server', reply(random) || '\r\n');
      if (random() < 0.6) control.emit(plan);
      if (random() < 0.3) control.emit({ ...plan, payload: latin1('X'.repeat(plan.payload.length)) });
      return;
    }
    case 7:
      wire.capturing = random() < 0.7;
      return;
    default:
      control.send('client', command(random) || '\r\n', sizes);
      if (random() < 0.9) control.send('server', reply(random) || '\r\n', sizes);
  }
}

function transfer(wire: Wire, control: Conversation, random: Random): void {
  const passive = random() < 0.6;
  const { text, port } = hostPort(random);
  const verb = oneOf(random, MOVERS);
  control.send('client', passive ? 'PASV\r\n' : `PORT ${CLIENT.replaceAll('.', ',')},${port >> 8},${port & 0xff}\r\n`);
  control.send('server', passive ? `227 Entering Passive Mode (${text})\r\n` : '200 ok\r\n');
  control.send('client', `${verb} ${oneOf(random, NAMES)}\r\n`);
  const ends = passive
    ? ([
        { address: CLIENT, port: 1024 + pick(random, 60_000) },
        { address: SERVER, port },
      ] as const)
    : ([
        { address: CLIENT, port },
        { address: SERVER, port: oneOf(random, [20, 20, 30_000]) },
      ] as const);
  const data = new Conversation(wire, ...ends, { openedBy: passive ? 'client' : 'server' });
  const luck = random();
  if (luck < 0.2) data.synchronise();
  else if (luck < 0.8) {
    data.open();
    if (random() < 0.9) control.send('server', '150 opening (1234 bytes)\r\n');
    data.sendAll(oneOf(random, ['client', 'server'] as const), new Uint8Array(pick(random, 5000)));
    if (random() < 0.8) data.close('server');
    else data.reset('client');
  }
  if (random() < 0.9) control.send('server', reply(random) || '\r\n');
}
