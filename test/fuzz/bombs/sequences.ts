/** Sequence numbers that make reassembly work. */
import { ACK, CaptureWriter } from '../../bench/capture-writer.js';
import { end, open, seeded } from '../../bench/conversations.js';
import { type Bomb, CLIENT, Control, SERVER } from './bomb.js';

/** Where segment `n` of `size` begins, and how long it is. */
type Order = (n: number, size: number) => readonly [number, number];

const shuffled = (n: number, size: number) => Math.floor(seeded(n)() * size);

const ORDERS: Readonly<Record<string, Order>> = {
  backwards: (n, size) => [(size - n) * 10, 10],
  'every-other': (n) => [n * 20, 10],
  'every-other-backwards': (n, size) => [(size - n) * 20, 10],
  shuffled: (n, size) => [shuffled(n, size) * 20, 10],
  'overlapping-all': (n) => [n, 1400],
  nested: (n, size) => [size - n, Math.min(2 * n + 1, 1400)],
  'far-apart': (n) => [(n * 0x1234567) % 2 ** 30, 10],
  'again-and-again': () => [100, 100],
};

/** In the control connection, and in a data connection, which counts only. */
function bombs([name, order]: readonly [string, Order]): Bomb[] {
  const full = 1_000_000;
  const small = 10_000;
  const bytes = Buffer.alloc(1400, 'NOOP\r\n');
  return [
    {
      name: `control-${name}`,
      what: 'segments of a control connection',
      full,
      small,
      write: (path, size) => {
        const writer = new CaptureWriter(path, 'pcap');
        const { client, server } = new Control(writer).login();
        for (let n = 0; n < size; n++) {
          const [at, length] = order(n, size);
          writer.segmentAt(client, server, ACK, bytes.subarray(0, length), client.next + at);
        }
        writer.close();
      },
    },
    {
      name: `data-${name}`,
      what: 'segments of a data connection',
      full,
      small,
      write: (path, size) => {
        const writer = new CaptureWriter(path, 'pcap');
        const control = new Control(writer).fetching();
        const [client, server] = [end(CLIENT, 41_000, 7), end(SERVER, 5000, 0xfffff000)];
        open(writer, client, server);
        for (let n = 0; n < size; n++) {
          const [at, length] = order(n, size);
          writer.segmentAt(server, client, ACK, bytes.subarray(0, length), server.next + at);
        }
        control.reply('226 Transfer complete.');
        writer.close();
      },
    },
  ];
}

export const SEQUENCES: readonly Bomb[] = Object.entries(ORDERS).flatMap(bombs);
