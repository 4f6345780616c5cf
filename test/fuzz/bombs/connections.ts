/** Captures of very many connections. */
import { ACK, CaptureWriter, SYN } from '../../bench/capture-writer.js';
import { close, end, open, say } from '../../bench/conversations.js';
import { type Bomb, CLIENT, Control, hostPort, portOf, SERVER } from './bomb.js';

const RST = 0x04;

function many(one: (writer: CaptureWriter, n: number) => void): Bomb['write'] {
  return (path, size) => {
    const writer = new CaptureWriter(path, 'pcap');
    for (let n = 0; n < size; n++) one(writer, n);
    writer.close();
  };
}

/** A client of its own for each `n`. */
const address = (n: number) => 0x0a000000 + Math.floor(n / 50_000);
const port = (n: number) => 1024 + (n % 50_000);

/** Lines of a greeting that does not end. */
const PERHAPS = Buffer.from('220-Welcome\r\n'.padEnd(1400, ' and welcome\r\n'));

/** A TLS record of one handshake message that is longer than the record. */
const HELLO = Buffer.concat([Buffer.from('160301057301fffff0', 'hex'), Buffer.alloc(1391)]);

export const CONNECTIONS: readonly Bomb[] = [
  {
    name: 'half-open',
    what: 'half-open connections to port 21',
    full: 1_000_000,
    small: 10_000,
    write: many((writer, n) => {
      const [client, server] = [end(address(n), port(n), n), end(SERVER, 21, n)];
      writer.segment(client, server, SYN, null);
      writer.segment(server, client, SYN | ACK, null);
    }),
  },
  {
    name: 'half-open-elsewhere',
    what: 'SYNs to other ports',
    full: 5_000_000,
    small: 20_000,
    write: many((writer, n) => writer.segment(end(address(n), port(n), n), end(SERVER, 80, n), SYN, null)),
  },
  {
    name: 'half-open-data',
    what: 'half-open connections beside one session of the same hosts',
    full: 500_000,
    small: 5000,
    write: (path, size) => {
      const writer = new CaptureWriter(path, 'pcap');
      new Control(writer).login();
      for (let n = 0; n < size; n++) {
        writer.segment(end(CLIENT, portOf(n), n), end(SERVER, portOf(Math.floor(n / 60_000)), 0), SYN, null);
      }
      writer.close();
    },
  },
  {
    name: 'syn-again',
    what: 'SYNs of one connection, the same again and again',
    full: 1_000_000,
    small: 20_000,
    write: many((writer) => writer.segment(end(CLIENT, 40_000, 1), end(SERVER, 21, 0), SYN, null)),
  },
  {
    name: 'syn-anew',
    what: 'SYNs of one 4-tuple, each with another number',
    full: 1_000_000,
    small: 20_000,
    write: many((writer, n) => writer.segment(end(CLIENT, 40_000, n * 1000), end(SERVER, 21, 0), SYN, null)),
  },
  {
    name: 'syn-again-data',
    what: 'SYNs of one data connection',
    full: 1_000_000,
    small: 20_000,
    write: (path, size) => {
      const writer = new CaptureWriter(path, 'pcap');
      const control = new Control(writer).fetching();
      for (let n = 0; n < size; n++) writer.segment(end(CLIENT, 41_000, 1), end(SERVER, 5000, 0), SYN, null, 1000);
      control.reply('425 Failed to establish connection.');
      writer.close();
    },
  },
  {
    name: 'sessions',
    what: 'sessions of one pair of hosts, each with a failed transfer',
    full: 50_000,
    small: 500,
    write: many((writer, n) => {
      const control = new Control(writer, port(n), CLIENT);
      control
        .login()
        .ask('PASV', `227 (${hostPort(SERVER, portOf(n))})`)
        .command('RETR a');
      writer.segment(end(CLIENT, portOf(n * 7 + 13), n), end(SERVER, portOf(n), 0), SYN, null);
      control.reply('425 Failed to establish connection.');
    }),
  },
  {
    name: 'sessions-refused',
    what: 'sessions with a refused login, then a reset',
    full: 50_000,
    small: 500,
    write: many((writer, n) => {
      const control = new Control(writer, port(n), address(n));
      control.ask(`USER u${n}`, '331 Password?').ask('PASS x', '530 Login incorrect.');
      writer.segment(control.server, control.client, RST | ACK, null);
    }),
  },
  {
    name: 'encrypted-sessions',
    what: 'encrypted sessions of one pair of hosts, all open, with two data connections each',
    full: 20_000,
    small: 250,
    write: (path, size) => {
      const writer = new CaptureWriter(path, 'pcap');
      const hello = Buffer.from('16030100050100000100', 'hex');
      const record = Buffer.from('17030300100000000000000000000000000000000000', 'hex').subarray(0, 21);
      const controls = Array.from({ length: size }, (_, n) => {
        const control = new Control(writer, port(n), CLIENT);
        control.ask('AUTH TLS', '234 Proceed with negotiation.');
        writer.segment(control.client, control.server, ACK, hello);
        return control;
      });
      for (const [n, control] of controls.entries()) {
        for (const again of [0, 1]) {
          writer.segment(control.client, control.server, ACK, record);
          writer.segment(control.server, control.client, ACK, record);
          const client = end(CLIENT, portOf(n * 14 + again * 7), n);
          const server = end(SERVER, portOf(n * 2 + again), n);
          open(writer, client, server);
          writer.segment(server, client, ACK, record);
          close(writer, server, client);
        }
      }
      writer.close();
    },
  },
  {
    name: 'leftovers',
    what: 'data connections that nobody announced beside one session',
    full: 200_000,
    small: 2000,
    write: (path, size) => {
      const writer = new CaptureWriter(path, 'pcap');
      new Control(writer).login();
      for (let n = 0; n < size; n++) {
        const [client, server] = [end(CLIENT, portOf(n), n), end(SERVER, portOf(n * 3), n)];
        open(writer, client, server);
        writer.segment(server, client, ACK, Buffer.alloc(20));
        close(writer, server, client);
      }
      writer.close();
    },
  },
  {
    name: 'sessions-of-one-command',
    what: 'sessions of one command each, every one between another pair of ends',
    full: 1_000_000,
    small: 2000,
    write: many((writer, n) => {
      const [client, server] = [end(address(n), port(n), n), end(SERVER, 21, n)];
      say(writer, client, server, 'NOOP');
    }),
  },
  {
    name: 'sessions-of-many-commands',
    what: 'sessions of 10,000 PORT commands each',
    full: 100,
    small: 2,
    write: many((writer, n) => {
      const control = new Control(writer, port(n), address(n * 50_000)).login();
      for (let k = 0; k < 10_000; k++)
        control.ask(`PORT ${hostPort(address(n * 50_000), portOf(k))}`, '200 PORT command successful.');
    }),
  },
  {
    name: 'sessions-of-many-findings',
    what: 'sessions with 150 different findings each',
    full: 5000,
    small: 20,
    write: many((writer, n) => {
      const control = new Control(writer, port(n), address(n)).login();
      for (let k = 0; k < 150; k++) control.ask(`PORT ${hostPort(0x0a000000 + k, 80)}`, `200 ${k}`);
    }),
    says: ['too-many-findings'],
  },
  {
    name: 'perhaps-sessions',
    what: 'connections to other ports that may be FTP as far as they go',
    full: 100_000,
    small: 500,
    write: many((writer, n) => {
      const [client, server] = [end(address(n), port(n), n), end(SERVER, 2121, n)];
      open(writer, client, server);
      for (let k = 0; k < 4; k++) writer.segment(server, client, ACK, PERHAPS);
    }),
    says: ['control-data-not-kept'],
  },
  {
    name: 'client-hellos',
    what: 'sessions to port 990, each with a hello that does not end',
    full: 20_000,
    small: 200,
    write: many((writer, n) => {
      const [client, server] = [end(address(n), port(n), n), end(SERVER, 990, n)];
      open(writer, client, server);
      for (let k = 0; k < 30; k++) writer.segment(client, server, ACK, HELLO);
    }),
  },
];
