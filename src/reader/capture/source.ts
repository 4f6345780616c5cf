import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Text } from '../../model/language.js';
import { CaptureError } from './capture-error.js';
import { type FilePieces, filePieces } from './file-pieces.js';

export type CaptureInput = { readonly path: string } | { readonly stream: Readable };

export interface ReadOptions {
  /** Called after each chunk; the total is null where it is not known (standard input, a pipe). */
  readonly onProgress?: (bytesRead: number, totalBytes: number | null) => void;
  /** Aborting rejects the promise with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Aborting ends the reading: what was read until then stands, and the summary says that it was interrupted. */
  readonly stop?: AbortSignal;
  /**
   * Whether a regular file is read ahead on another core while a piece is parsed; true without. It saves time, and costs
   * more of the cores together: not worth it where the others are busy anyway.
   */
  readonly readAhead?: boolean;
}

/** Takes a piece of any size, borrowed until what it returns is settled; false stops reading. Never throws. */
export type PieceConsumer = (piece: Buffer) => boolean | Promise<boolean>;

/**
 * Gives all bytes of the input to `consume` and closes the input, whatever happens.
 *
 * @throws CaptureError when the input cannot be opened; the system's error when reading fails part-way; the reason of
 * the signal, or of the stop.
 */
export async function pump(input: CaptureInput, options: ReadOptions, consume: PieceConsumer): Promise<void> {
  const signal = either(options.signal, options.stop);
  signal?.throwIfAborted();
  const ended = { ...options, ...(signal && { signal }) };
  if ('stream' in input) await pumpStream(input.stream, ended, consume);
  else await pumpFile(input.path, ended, consume);
}

function either(a: AbortSignal | undefined, b: AbortSignal | undefined): AbortSignal | undefined {
  return a === undefined || b === undefined ? (a ?? b) : AbortSignal.any([a, b]);
}

async function pumpFile(path: string, options: ReadOptions, consume: PieceConsumer): Promise<void> {
  // Opening a named pipe waits for its writer.
  const file = await abortable(openFile(path), options.signal);
  let pieces: FilePieces | null = null;
  try {
    const status = await file.stat();
    if (status.isDirectory()) throw new CaptureError('is-directory', IS_DIRECTORY);
    const total = status.isFile() ? status.size : null;
    pieces = filePieces(file, { regular: status.isFile(), readAhead: options.readAhead ?? true });
    let bytesRead = 0;
    for (;;) {
      const chunk = await abortable(pieces.next(), options.signal);
      if (chunk.length === 0) return;
      bytesRead += chunk.length;
      if (!(await consume(chunk))) return;
      options.onProgress?.(bytesRead, total);
    }
  } finally {
    // A read that is under way keeps the descriptor; on a pipe it may never end, so nobody waits for it then.
    const closed = (pieces?.settled() ?? Promise.resolve()).then(() => file.close());
    if (!options.signal?.aborted) await closed;
    else closed.catch(() => {});
  }
}

async function pumpStream(stream: Readable, options: ReadOptions, consume: PieceConsumer): Promise<void> {
  let bytesRead = 0;
  const onAbort = (): void => void stream.destroy(options.signal?.reason);
  options.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    // Leaving the loop, by whatever way, destroys the stream.
    for await (const piece of stream) {
      const chunk = Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
      bytesRead += chunk.length;
      if (!(await consume(chunk))) return;
      options.onProgress?.(bytesRead, null);
    }
    options.signal?.throwIfAborted();
  } finally {
    options.signal?.removeEventListener('abort', onAbort);
    stream.destroy();
  }
}

async function openFile(path: string) {
  try {
    return await open(path, constants.O_RDONLY);
  } catch (error) {
    throw openError(error as NodeJS.ErrnoException);
  }
}

const IS_DIRECTORY: Text = {
  en: 'The input is a directory, not a capture file.',
  zh: '输入是目录，不是抓包文件。',
};

function openError(error: NodeJS.ErrnoException): CaptureError {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CaptureError('not-found', { en: 'The file does not exist.', zh: '文件不存在。' }, { cause: error });
    case 'EISDIR':
      return new CaptureError('is-directory', IS_DIRECTORY, { cause: error });
    case 'EACCES':
    case 'EPERM':
      return new CaptureError(
        'not-readable',
        { en: 'No permission to read the file.', zh: '没有读取该文件的权限。' },
        { cause: error },
      );
    default:
      return new CaptureError('not-readable', cannotBeOpened(error.code ?? error.message), { cause: error });
  }
}

function cannotBeOpened(reason: string): Text {
  return { en: `The file cannot be opened (${reason}).`, zh: `无法打开文件（${reason}）。` };
}

async function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  // Nobody waits for it then, so its failure must not count as unhandled.
  if (signal.aborted) promise.catch(() => {});
  signal.throwIfAborted();
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
