/** Sessions with very many transfers. */
import { ACK, CaptureWriter, type End, SYN } from '../../bench/capture-writer.js';
import { close, end, open } from '../../bench/conversations.js';
import { type Bomb, CLIENT, Control, hostPort, portOf, SERVER } from './bomb.js';

const RST = 0x04;

function transfers(one: (control: Control, n: number) => void): Bomb['write'] {
  return (path, size) => {
    const writer = new CaptureWriter(path, 'pcap');
    const control = new Control(writer).login();
    for (let n = 0; n < size; n++) one(control, n);
    writer.close();
  };
}

const pasv = (n: number) => `227 Entering Passive Mode (${hostPort(SERVER, portOf(n))}).`;

function dataEnds(n: number): [End, End] {
  return [end(CLIENT, portOf(n * 7 + 13), n * 77), end(SERVER, portOf(n), n * 99)];
}

/** A passive transfer whose data connection does `connect`. */
function passive(connect: (control: Control, n: number) => void, after: string, name = 'file.bin'): Bomb['write'] {
  return transfers((control, n) => {
    control.ask('PASV', pasv(n)).command(`RETR ${name}`);
    connect(control, n);
    control.reply(after);
  });
}

function each(name: string, what: string, write: Bomb['write'], full = 100_000): Bomb {
  return { name, what: `transfers in one session: ${what}`, full, small: Math.min(1500, full / 4), write };
}

const nothing = () => {};
const FAILED = '425 Failed to establish connection.';

export const TRANSFERS: readonly Bomb[] = [
  each('completed', 'all completed', (path, size) =>
    passive(({ writer }, n) => {
      const [client, server] = dataEnds(n);
      open(writer, client, server);
      writer.segment(server, client, ACK, Buffer.alloc(100));
      close(writer, server, client);
    }, '226 Transfer complete.')(path, size),
  ),
  each('failed-without-data', 'no data connection is tried', passive(nothing, FAILED)),
  each(
    'failed-syn-unanswered',
    'the SYN is not answered',
    passive(({ writer }, n) => {
      writer.segment(...dataEnds(n), SYN, null);
    }, FAILED),
  ),
  each(
    'failed-refused',
    'the SYN is refused',
    passive(({ writer }, n) => {
      const [client, server] = dataEnds(n);
      writer.segment(client, server, SYN, null);
      writer.segment(server, client, RST | ACK, null);
    }, FAILED),
  ),
  each(
    'failed-reset',
    'the data connection is reset',
    passive(({ writer }, n) => {
      const [client, server] = dataEnds(n);
      open(writer, client, server);
      writer.segment(server, client, ACK, Buffer.alloc(100));
      writer.segment(client, server, RST | ACK, null);
    }, '426 Connection closed; transfer aborted.'),
  ),
  each(
    'failed-wrong-port',
    'the client goes to the port before',
    passive(({ writer }, n) => {
      writer.segment(...dataEnds(Math.max(0, n - 1)), SYN, null);
    }, FAILED),
  ),
  each(
    'failed-active',
    'active, the client refuses',
    transfers((control, n) => {
      control.ask(`PORT ${hostPort(CLIENT, portOf(n))}`, '200 PORT command successful.').command('RETR file.bin');
      const [client, server] = [end(CLIENT, portOf(n), n), end(SERVER, 20, n * 3)];
      control.writer.segment(server, client, SYN, null);
      control.writer.segment(client, server, RST | ACK, null);
      control.reply(FAILED);
    }),
  ),
  each(
    'failed-active-silent',
    'active, no SYN',
    transfers((control, n) => {
      control.ask(`PORT ${hostPort(CLIENT, portOf(n))}`, '200 PORT command successful.').ask('RETR file.bin', FAILED);
    }),
  ),
  each(
    'failed-no-setup',
    'no data connection set up',
    transfers((control) => {
      control.ask('RETR file.bin', '425 Use PORT or PASV first.');
    }),
  ),
  each(
    'failed-no-file',
    'SIZE and RETR of a file that is not there',
    transfers((control, n) => {
      control
        .ask(`SIZE f${n}`, '550 Could not get file size.')
        .ask('PASV', pasv(n))
        .ask(`RETR f${n}`, '550 Failed to open file.');
    }),
  ),
  each(
    'failed-storage',
    'the disk is full',
    passive(({ writer }, n) => {
      open(writer, ...dataEnds(n));
    }, '452 Insufficient storage space.'),
  ),
  each(
    'failed-size',
    'a size is told and another travels',
    transfers((control, n) => {
      control
        .ask(`SIZE f${n}`, '213 5000')
        .ask('PASV', pasv(n))
        .command(`RETR f${n}`)
        .reply(`150 Opening connection for f${n} (5000 bytes).`);
      const [client, server] = dataEnds(n);
      open(control.writer, client, server);
      control.writer.segment(server, client, ACK, Buffer.alloc(100));
      close(control.writer, server, client);
      control.reply('226 Transfer complete.');
    }),
  ),
  each(
    'failed-tls',
    'the data connection must be protected',
    transfers((control, n) => {
      control.ask('PASV', pasv(n)).ask('RETR file.bin', '522 Data connections must be encrypted.');
    }),
  ),
  each(
    'failed-epsv',
    'EPSV is refused, PASV follows',
    transfers((control, n) => {
      control.ask('EPSV', '500 EPSV not understood').ask('PASV', pasv(n)).ask('RETR file.bin', FAILED);
    }),
  ),
  each(
    'superseded',
    'two PASV before each command, the client connects to the older',
    transfers((control, n) => {
      control
        .ask('PASV', pasv(n * 2))
        .ask('PASV', pasv(n * 2 + 1))
        .command('RETR file.bin');
      const [client, server] = dataEnds(n * 2);
      open(control.writer, client, server);
      control.reply(FAILED);
    }),
  ),
  each(
    'one-port',
    'every one with the same port',
    transfers((control) => {
      control.ask('PASV', pasv(7)).command('RETR file.bin');
      control.writer.segment(...dataEnds(7), SYN, null);
      control.reply(FAILED);
    }),
  ),
  each(
    'nlst-uploads',
    'STOR, APPE and ABOR in turn',
    transfers((control, n) => {
      control
        .ask('PASV', pasv(n))
        .command(n % 2 ? 'STOR f' : 'APPE f')
        .command('ABOR')
        .reply('426 aborted')
        .reply('226 ABOR successful.');
    }),
  ),
  each(
    'bounces',
    'PORT to another host each time, accepted',
    transfers((control, n) => {
      control.ask(`PORT ${hostPort(0x0a000000 + n, 80)}`, '200 PORT command successful.').ask('LIST', '425 no');
    }),
  ),
];
