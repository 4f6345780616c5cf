/** What every time bomb is made of. */
import type { CaptureWriter, End } from '../../bench/capture-writer.js';
import { end, open, say } from '../../bench/conversations.js';

export const CLIENT = 0xc0a8010a;
export const SERVER = 0xcb00710a;

export interface Bomb {
  /** Kebab-case. */
  readonly name: string;
  /** What is large in it. */
  readonly what: string;
  /** The size at which it is told by hand. */
  readonly full: number;
  /** The size at which the tests begin: they take four times of it as well. */
  readonly small: number;
  /** Writes the capture; it grows linearly with `size`. */
  readonly write: (path: string, size: number) => void;
  /** Kinds of warnings or notes that must be said at the full size. */
  readonly says?: readonly string[];
}

/** One control connection after the login. */
export class Control {
  readonly client: End;
  readonly server: End;

  constructor(
    readonly writer: CaptureWriter,
    clientPort = 40_000,
    clientAddress = CLIENT,
  ) {
    this.client = end(clientAddress, clientPort, 1000);
    this.server = end(SERVER, 21, 5000);
    open(writer, this.client, this.server);
    this.reply('220 ready');
  }

  login(): this {
    return this.ask('USER alice', '331 Please specify the password.').ask('PASS secret', '230 Login successful.');
  }

  /** Logs in and asks for a file, whose data connection goes to port 5000 of the server. */
  fetching(): this {
    return this.login()
      .ask('PASV', `227 (${hostPort(SERVER, 5000)})`)
      .command('RETR a');
  }

  ask(command: string, reply: string): this {
    say(this.writer, this.client, this.server, command);
    return this.reply(reply);
  }

  command(command: string): this {
    say(this.writer, this.client, this.server, command);
    return this;
  }

  reply(reply: string): this {
    say(this.writer, this.server, this.client, reply);
    return this;
  }
}

/** The argument of PORT, and what a 227 holds. */
export function hostPort(address: number, port: number): string {
  return [
    address >>> 24,
    (address >>> 16) & 0xff,
    (address >>> 8) & 0xff,
    address & 0xff,
    port >>> 8,
    port & 0xff,
  ].join();
}

/** Ports 1024 to 61023 in turn. */
export function portOf(n: number): number {
  return 1024 + (n % 60_000);
}
