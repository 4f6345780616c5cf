/** Where a report goes: standard output or a file. */
import { constants, unlinkSync } from 'node:fs';
import { access, type FileHandle, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Text } from '../model/language.js';
import { isOpenAlready, targetOf } from './output-path.js';

export interface Sink {
  /** False: nobody reads any more, the rest need not be made. */
  write(piece: string | Uint8Array): Promise<boolean>;
  /** All that was written is out. */
  finish(): Promise<void>;
  /** A file that is finished gets its name. */
  publish(): Promise<void>;
  /** Whether there is something that `discard` has to take away. */
  readonly leavesFile: boolean;
  /** Leaves nothing of an unfinished file. Synchronous, because a signal may not leave time for more. */
  discard(): void;
}

/** The report cannot be written: the message is for people. */
export class OutputError extends Error {
  constructor(
    readonly text: Text,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
  }
}

/** Written at once: fewer system calls, and little to keep. */
const CHUNK_CHARS = 65536;

/** Collects pieces into chunks; between them signals get their turn. */
abstract class ChunkedSink implements Sink {
  #pieces: string[] = [];
  #length = 0;
  protected closed = false;

  async write(piece: string | Uint8Array): Promise<boolean> {
    if (typeof piece !== 'string') return this.#writeEncoded(piece);
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length >= CHUNK_CHARS) {
      await this.flush();
      await setImmediate();
    }
    return !this.closed;
  }

  /** What is encoded comes from a worker, which has collected it. */
  async #writeEncoded(piece: Uint8Array): Promise<boolean> {
    await this.flush();
    if (!this.closed) await this.put(piece);
    await setImmediate();
    return !this.closed;
  }

  protected async flush(): Promise<void> {
    const text = this.#pieces.join('');
    this.#pieces = [];
    this.#length = 0;
    if (text !== '' && !this.closed) await this.put(text);
  }

  protected abstract put(text: string | Uint8Array): Promise<void>;
  async finish(): Promise<void> {
    await this.flush();
  }

  async publish(): Promise<void> {}

  get leavesFile(): boolean {
    return false;
  }

  discard(): void {}
}

/** Standard output. A reader that has seen enough (`| head`) is no error. */
export class StreamSink extends ChunkedSink {
  readonly #stream: NodeJS.WritableStream;
  #error: NodeJS.ErrnoException | null = null;

  constructor(stream: NodeJS.WritableStream) {
    super();
    this.#stream = stream;
    // Without a listener a closed pipe ends the process with a stack trace.
    stream.on('error', (error: NodeJS.ErrnoException) => this.#fail(error));
  }

  #fail(error: NodeJS.ErrnoException): void {
    if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') this.closed = true;
    else this.#error ??= error;
  }

  protected override async put(text: string | Uint8Array): Promise<void> {
    // The callback comes when the text is out: waiting for it is the backpressure.
    await new Promise<void>((resolve) => {
      this.#stream.write(text, (error) => {
        if (error) this.#fail(error);
        resolve();
      });
    });
    if (this.#error !== null)
      throw new OutputError(cannotBeWritten({ en: 'standard output', zh: '标准输出' }, this.#error));
  }
}

/** A pipe or a device: written in place. */
class SpecialFileSink extends ChunkedSink {
  constructor(
    readonly handle: FileHandle,
    readonly path: string,
  ) {
    super();
  }

  protected override async put(text: string | Uint8Array): Promise<void> {
    try {
      await this.handle.writeFile(text);
    } catch (error) {
      if (codeOf(error) === 'EPIPE') this.closed = true;
      else throw outputError(this.path, error);
    }
  }

  override async finish(): Promise<void> {
    await this.flush();
    await this.handle.close().catch((error: unknown) => {
      throw outputError(this.path, error);
    });
  }
}

/** A file that gets its name when it is complete. */
class FileSink extends ChunkedSink {
  #leavesFile = true;

  constructor(
    readonly handle: FileHandle,
    readonly path: string,
    /** Beside the target: a name can be moved only within a file system. */
    readonly temporary: string,
    readonly target: string,
  ) {
    super();
  }

  protected override async put(text: string | Uint8Array): Promise<void> {
    try {
      await this.handle.writeFile(text);
    } catch (error) {
      throw outputError(this.path, error);
    }
  }

  override async finish(): Promise<void> {
    await this.flush();
    // A file system may say only now that it is full.
    await this.handle.close().catch((error: unknown) => {
      throw outputError(this.path, error);
    });
  }

  override async publish(): Promise<void> {
    try {
      await rename(this.temporary, this.target);
      this.#leavesFile = false;
    } catch (error) {
      throw outputError(this.path, error);
    }
  }

  override get leavesFile(): boolean {
    return this.#leavesFile;
  }

  override discard(): void {
    // Closed already after finish(), which is as good.
    this.handle.close().catch(() => {});
    if (!this.#leavesFile) return;
    this.#leavesFile = false;
    try {
      unlinkSync(this.temporary);
    } catch {
      // Gone: nothing half-written is left.
    }
  }
}

/** Opens a file for a report; `inputs` are the captures, none of which it may be. */
export async function openFile(path: string, inputs: readonly string[]): Promise<Sink> {
  try {
    const existing = await statOrNull(path);
    if (existing?.isDirectory()) throw new OutputError({ en: `${path}: is a folder`, zh: `${path}: 是目录` });
    if (existing !== null) await refuseInput(path, existing, inputs);
    if (isOpenAlready(path)) return new SpecialFileSink(await open(path, 'a'), path);
    if (existing !== null && !existing.isFile()) return new SpecialFileSink(await open(path, 'w'), path);
    // Who may not write to a file may not replace it either.
    if (existing !== null) await access(path, constants.W_OK);
    // The file that a link points to is replaced, not the link.
    const target = await targetOf(path);
    const { handle, temporary } = await openTemporary(dirname(target));
    const sink = new FileSink(handle, path, temporary, target);
    // What open() is told is lessened by the umask.
    if (existing !== null) await handle.chmod(existing.mode & 0o777).catch(() => {});
    return sink;
  } catch (error) {
    throw error instanceof OutputError ? error : outputError(path, error);
  }
}

/** Enough that the names of a million runs do not meet; and if they do, another is taken. */
const RANDOM_DIGITS = 10;
const MAX_NAMES = 10;

/** A short name of its own: the target's may be as long as names can be. */
async function openTemporary(folder: string): Promise<{ handle: FileHandle; temporary: string }> {
  for (let tries = 1; ; tries += 1) {
    const random = Math.random()
      .toString(36)
      .slice(2, 2 + RANDOM_DIGITS);
    const temporary = join(folder, `.ftpscope-${process.pid}-${random}.tmp`);
    try {
      return { handle: await open(temporary, 'wx'), temporary };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || tries === MAX_NAMES) throw error;
    }
  }
}

type Identity = { readonly dev: number; readonly ino: number };

/** Compares files, not names: a link or another spelling would destroy the capture as well. */
async function refuseInput(path: string, existing: Identity, inputs: readonly string[]): Promise<void> {
  for (const input of inputs) {
    const source = await statOrNull(input === '-' ? '/dev/stdin' : input);
    if (source?.isFile() && source.dev === existing.dev && source.ino === existing.ino) {
      throw new OutputError({
        en: `${path}: is one of the captures, and would be overwritten`,
        zh: `${path}: 是要分析的抓包文件之一，会被覆盖`,
      });
    }
  }
}

async function statOrNull(path: string) {
  try {
    return await stat(path);
  } catch {
    return null;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}

export function outputError(path: string, error: unknown): OutputError {
  return new OutputError(cannotBeWritten({ en: path, zh: path }, error), { cause: error });
}

const REASONS: Readonly<Record<string, Text>> = {
  EACCES: { en: 'permission denied', zh: '没有权限' },
  EDQUOT: { en: 'disk quota exceeded', zh: '超出磁盘配额' },
  EEXIST: { en: 'exists already', zh: '已存在' },
  EISDIR: { en: 'is a folder', zh: '是目录' },
  ELOOP: { en: 'too many links', zh: '符号链接层数过多' },
  ENAMETOOLONG: { en: 'name too long', zh: '名称过长' },
  ENOENT: { en: 'no such folder', zh: '没有这个目录' },
  ENOSPC: { en: 'no space left on device', zh: '设备上没有剩余空间' },
  ENOTDIR: { en: 'not in a folder', zh: '不在目录中' },
  EPERM: { en: 'operation not permitted', zh: '操作不被允许' },
  EROFS: { en: 'read-only file system', zh: '只读文件系统' },
};

function cannotBeWritten(what: Text, error: unknown): Text {
  const code = codeOf(error) ?? '';
  const other = code || String(error);
  const reason = REASONS[code] ?? { en: other, zh: other };
  return { en: `${what.en}: cannot be written: ${reason.en}`, zh: `${what.zh}: 无法写入：${reason.zh}` };
}
