/** Standard error: `ftpscope: path: message`, one line each, safe for a terminal. */
import { debuglog } from 'node:util';
import type { Language, Text } from '../model/language.js';
import { sanitize } from '../reporter/sanitize.js';

export class Messages {
  readonly #stream: NodeJS.WritableStream;
  readonly #language: Language;

  constructor(stream: NodeJS.WritableStream, language: Language) {
    this.#stream = stream;
    this.#language = language;
    // Nobody listens to our complaints: no reason to die of it.
    stream.on('error', () => {});
  }

  say(message: Text): void {
    this.#stream.write(`ftpscope: ${sanitize(message[this.#language])}\n`);
  }

  about(path: string, message: Text): void {
    const name = displayPath(path);
    this.say({ en: `${name.en}: ${message.en}`, zh: `${name.zh}: ${message.zh}` });
  }

  /** A bug of ours. Its stack is for those who ask with NODE_DEBUG=ftpscope. */
  internalError(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.say({ en: `internal error: ${message}`, zh: `内部错误：${message}` });
    debuglog('ftpscope')('%s', error instanceof Error ? error.stack : error);
  }
}

export function displayPath(path: string): Text {
  return path === '-' ? { en: 'standard input', zh: '标准输入' } : { en: path, zh: path };
}
