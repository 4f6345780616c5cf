/** Standard error: `ftpscope: path: message`, one line each, safe for a terminal. */
import { debuglog } from 'node:util';
import { sanitize } from '../reporter/sanitize.js';

export class Messages {
  readonly #stream: NodeJS.WritableStream;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
    // Nobody listens to our complaints: no reason to die of it.
    stream.on('error', () => {});
  }

  say(message: string): void {
    this.#stream.write(`ftpscope: ${sanitize(message)}\n`);
  }

  about(path: string, message: string): void {
    this.say(`${displayPath(path)}: ${message}`);
  }

  /** A bug of ours. Its stack is for those who ask with NODE_DEBUG=ftpscope. */
  internalError(error: unknown): void {
    this.say(`internal error: ${error instanceof Error ? error.message : String(error)}`);
    debuglog('ftpscope')('%s', error instanceof Error ? error.stack : error);
  }
}

export function displayPath(path: string): string {
  return path === '-' ? 'standard input' : path;
}
