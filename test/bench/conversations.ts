/** FTP sessions and other connections, written segment by segment into a capture. */
import { ACK, type CaptureWriter, type End, FIN, PSH, SYN } from './capture-writer.js';

/** A generator of numbers from 0 to 1 that a seed decides (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function end(address: number, port: number, next: number): End {
  return { address, port, next: next >>> 0 };
}

export function open(writer: CaptureWriter, client: End, server: End): void {
  writer.segment(client, server, SYN, null, 100);
  writer.segment(server, client, SYN | ACK, null);
  writer.segment(client, server, ACK, null);
}

export function close(writer: CaptureWriter, first: End, second: End): void {
  writer.segment(first, second, FIN | ACK, null);
  writer.segment(second, first, FIN | ACK, null);
  writer.segment(first, second, ACK, null);
}

export function say(writer: CaptureWriter, from: End, to: End, line: string): void {
  writer.segment(from, to, PSH | ACK, Buffer.from(`${line}\r\n`, 'latin1'), 200);
}

/** How a file's bytes are put into segments, the sender's end first. */
export type Send = (writer: CaptureWriter, from: End, to: End) => void;

export interface FtpHosts {
  readonly clientAddress: number;
  readonly serverAddress: number;
  readonly clientPort: number;
  readonly random: () => number;
}

/** Login, one passive transfer a file, QUIT. */
export function ftpSession(
  writer: CaptureWriter,
  hosts: FtpHosts,
  files: readonly { name: string; send: Send }[],
): void {
  const { clientAddress, serverAddress, clientPort, random } = hosts;
  const number = () => Math.floor(random() * 2 ** 32);
  const client = end(clientAddress, clientPort, number());
  const server = end(serverAddress, 21, number());
  const ask = (command: string, reply: string): void => {
    say(writer, client, server, command);
    say(writer, server, client, reply);
  };
  open(writer, client, server);
  say(writer, server, client, '220 ready');
  ask('USER alice', '331 Please specify the password.');
  ask('PASS secret', '230 Login successful.');
  ask('TYPE I', '200 Switching to Binary mode.');
  for (const { name, send } of files) {
    const port = 20_000 + Math.floor(random() * 40_000);
    const octets = [24, 16, 8, 0].map((shift) => (serverAddress >>> shift) & 0xff);
    ask('PASV', `227 Entering Passive Mode (${[...octets, port >>> 8, port & 0xff].join(',')}).`);
    const dataClient = end(clientAddress, 10_000 + Math.floor(random() * 50_000), number());
    const dataServer = end(serverAddress, port, number());
    open(writer, dataClient, dataServer);
    ask(`RETR ${name}`, '150 Opening BINARY mode data connection.');
    send(writer, dataServer, dataClient);
    close(writer, dataServer, dataClient);
    say(writer, server, client, '226 Transfer complete.');
  }
  ask('QUIT', '221 Goodbye.');
  close(writer, server, client);
}

/** In order, `payload` bytes a segment, an ACK for every second one. */
export function inOrder(segments: number, payload: number): Send {
  const bytes = Buffer.alloc(payload, 0x55);
  return (writer, from, to) => {
    for (let n = 0; n < segments; n++) {
      writer.segment(from, to, ACK, bytes, 12);
      if (n % 2 === 1) writer.segment(to, from, ACK, null, 1);
    }
  };
}

/**
 * Of every hundred segments about two are lost and sent again a window later, and one is lost for good (the capture
 * missed it); the receiver asks with duplicate ACKs.
 */
export function withLoss(segments: number, payload: number, random: () => number): Send {
  const WINDOW = 40;
  const bytes = Buffer.alloc(payload, 0x55);
  return (writer, from, to) => {
    let again: { sequence: number; at: number }[] = [];
    for (let n = 0; n < segments; n++) {
      const luck = random();
      if (luck < 0.03) {
        if (luck < 0.02) again.push({ sequence: from.next, at: n + WINDOW });
        from.next = (from.next + payload) >>> 0;
        for (let copies = 0; copies < 3; copies++) writer.segment(to, from, ACK, null, 1);
      } else {
        writer.segment(from, to, ACK, bytes, 12);
      }
      const due = again.filter(({ at }) => at <= n);
      if (due.length > 0) {
        for (const { sequence } of due) writer.segmentAt(from, to, ACK, bytes, sequence, 12);
        again = again.filter(({ at }) => at > n);
      }
      if (n % 2 === 1) writer.segment(to, from, ACK, null, 1);
    }
    for (const { sequence } of again) writer.segmentAt(from, to, ACK, bytes, sequence, 12);
  };
}

/** A request and its answer, as of the web. */
export function otherConnection(writer: CaptureWriter, client: End, server: End): void {
  open(writer, client, server);
  say(writer, client, server, 'GET / HTTP/1.1\r\nHost: example.org\r\n');
  say(writer, server, client, 'HTTP/1.1 204 No Content\r\nConnection: close\r\n');
  close(writer, server, client);
}
