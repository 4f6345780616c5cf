/** Control connections that say too much. */
import { ACK, CaptureWriter, PSH } from '../../bench/capture-writer.js';
import { type Bomb, CLIENT, Control, hostPort, portOf } from './bomb.js';

const SEGMENT = 1400;

function dialogue(path: string, talk: (control: Control) => void): void {
  const writer = new CaptureWriter(path, 'pcap');
  talk(new Control(writer).login());
  writer.close();
}

/** `count` exchanges in one session. */
function exchanges(ask: (n: number) => readonly [string, string]): Bomb['write'] {
  return (path, size) =>
    dialogue(path, (control) => {
      for (let n = 0; n < size; n++) control.ask(...ask(n));
    });
}

/** So many megabytes of `unit` from one end. */
function flood(from: 'client' | 'server', unit: string, before = '', segment = SEGMENT): Bomb['write'] {
  return (path, size) =>
    dialogue(path, (control) => {
      const { client, server, writer } = control;
      const [sender, receiver] = from === 'client' ? [client, server] : [server, client];
      const send = (bytes: Uint8Array) => writer.segment(sender, receiver, PSH | ACK, bytes);
      if (before !== '') send(Buffer.from(before, 'latin1'));
      const bytes = Buffer.from(unit.repeat(Math.ceil(segment / unit.length)), 'latin1');
      for (let sent = 0; sent < size * 1e6; sent += bytes.length) send(bytes);
    });
}

const port = (n: number) => hostPort(CLIENT, portOf(n));

export const DIALOGUES: readonly Bomb[] = [
  {
    name: 'ports-accepted',
    what: 'PORT commands, each accepted',
    full: 1_000_000,
    small: 5000,
    write: exchanges((n) => [`PORT ${port(n)}`, '200 PORT command successful.']),
    says: ['dialogue-too-long', 'control-data-not-kept'],
  },
  {
    name: 'ports-refused',
    what: 'PORT commands, each refused',
    full: 1_000_000,
    small: 5000,
    write: exchanges((n) => [`PORT ${port(n)}`, '500 Illegal PORT command.']),
  },
  {
    name: 'ports-of-other-hosts',
    what: 'PORT commands, each for another host',
    full: 1_000_000,
    small: 5000,
    write: exchanges((n) => [`PORT ${hostPort(0x0a000000 + n, 80)}`, '200 PORT command successful.']),
  },
  {
    name: 'ports-unanswered',
    what: 'PORT commands that nobody answers',
    full: 1_000_000,
    small: 5000,
    write: (path, size) =>
      dialogue(path, (control) => {
        for (let n = 0; n < size; n++) control.command(`PORT ${port(n)}`);
      }),
    says: ['too-many-open-commands', 'control-data-not-kept'],
  },
  {
    name: 'logins-refused',
    what: 'passwords tried in one session',
    full: 300_000,
    small: 3000,
    write: (path, size) =>
      dialogue(path, (control) => {
        for (let n = 0; n < size; n++) {
          control.ask(`USER user${n}`, '331 Password?').ask(`PASS ${n}`, '530 Login incorrect.');
        }
      }),
  },
  {
    name: 'unknown-commands',
    what: 'commands, each another and each refused in other words',
    full: 500_000,
    small: 5000,
    write: exchanges((n) => [`X${n.toString(36)} a`, `500 ${n}: command not understood.`]),
  },
  {
    name: 'reply-of-lines',
    what: 'MB of one reply that never ends',
    full: 100,
    small: 1,
    write: flood('server', ' feature\r\n', '211-Features:\r\n'),
    says: ['reply-shortened'],
  },
  {
    name: 'replies-unasked',
    what: 'MB of replies that nobody asked for',
    full: 30,
    small: 1,
    write: flood('server', '226 done\r\n'),
  },
  {
    name: 'replies-doubtful',
    what: 'thousands of replies that do not fit the only command, then another command',
    full: 300,
    small: 5,
    write: (path, size) =>
      dialogue(path, (control) => {
        control.command('USER alice');
        for (let n = 0; n < size * 10; n++) control.reply('226 done\r\n'.repeat(100).trimEnd());
        control.ask('NOOP', '200 ok');
      }),
  },
  {
    name: 'replies-preliminary',
    what: 'thousands of marks that a transfer is under way',
    full: 300,
    small: 5,
    write: (path, size) =>
      dialogue(path, (control) => {
        control.ask('PASV', `227 (${port(7)})`).command('RETR a');
        for (let n = 0; n < size * 10; n++) control.reply('150 still here\r\n'.repeat(100).trimEnd());
        control.reply('226 done');
      }),
  },
  {
    name: 'holes-and-replies',
    what: "holes on the client's side, with replies to what was in them",
    full: 300_000,
    small: 3000,
    write: (path, size) =>
      dialogue(path, (control) => {
        for (let n = 0; n < size; n++) {
          control.client.next += 10;
          control.ask('NOOP', '200 ok\r\n200 ok');
        }
      }),
  },
  {
    name: 'commands-unanswered',
    what: 'MB of commands that nobody answers',
    full: 30,
    small: 1,
    write: flood('client', 'PASV\r\n'),
    says: ['too-many-open-commands'],
  },
  { name: 'line-of-a-server', what: 'MB of one line', full: 100, small: 2, write: flood('server', 'x', '220 ') },
  { name: 'line-of-a-client', what: 'MB of one line', full: 100, small: 2, write: flood('client', 'x', 'SITE ') },
  {
    name: 'line-of-telnet',
    what: 'MB of Telnet commands in one line',
    full: 30,
    small: 1,
    write: flood('client', '\xff\xfb\x01', 'SITE '),
  },
  {
    name: 'bytes-one-by-one',
    what: 'MB of commands in segments of one byte',
    full: 2,
    small: 0.02,
    write: flood('client', '\n', 'SITE', 1),
  },
  { name: 'empty-lines', what: 'MB of empty lines', full: 30, small: 1, write: flood('client', '\r\n') },
];
