/** Files that are one capture: what tcpdump -C, -G and -W and the ring buffers of dumpcap write. */
import { stat } from 'node:fs/promises';
import type { Text } from '../../model/language.js';
import { secondsBetween, type Timestamp } from '../../model/timestamp.js';
import { CaptureError } from './capture-error.js';
import { type CaptureSummary, type ReadOptions, readCapture } from './open.js';
import type { PacketSink } from './packet.js';
import { BACKWARDS_SECONDS, type Warning } from './tally.js';

/** A file of a joined capture. */
export interface JoinedFile extends Pick<CaptureSummary, 'format' | 'compression' | 'packets'> {
  readonly path: string;
  /** Number of its first frame, counted through all files; null when it has none. */
  readonly firstFrame: number | null;
}

export interface JoinedSummary extends CaptureSummary {
  /** Those that could be read, in the order in which they were. */
  readonly files: readonly JoinedFile[];
}

/**
 * Reads files as one capture, in the order of their first packets, and counts frames through all of them. A file that
 * is damaged, or cannot be read, does not end the whole; warnings name it.
 *
 * @throws CaptureError of the first file when none can be read.
 */
export async function readJoined(
  paths: readonly string[],
  sink: PacketSink,
  options: ReadOptions = {},
): Promise<JoinedSummary> {
  const joiner = new FileJoiner(sink, options);
  for (const file of await inTimeOrder(paths, joiner, options)) await joiner.read(file);
  return joiner.summary();
}

interface File {
  readonly path: string;
  readonly size: number;
  /** Null without packets. */
  readonly first: Timestamp | null;
}

class FileJoiner {
  private readonly parts: Part[] = [];
  private readonly unreadable: CaptureError[] = [];
  private readonly notRead: string[] = [];
  private readonly warnings: Warning[] = [];
  private lastFrame = 0;
  private bytesBefore = 0;
  total = 0;

  constructor(
    private readonly sink: PacketSink,
    private readonly options: ReadOptions,
  ) {}

  refuse(path: string, error: CaptureError): void {
    this.unreadable.push(error);
    this.warnings.push({ kind: 'unreadable-file', message: about(path, error.text) });
  }

  async read({ path, size }: File): Promise<void> {
    const { onProgress, stop, ...options } = this.options;
    if (stop?.aborted) {
      this.notRead.push(path);
      return;
    }
    const progress = onProgress && ((read: number) => onProgress(this.bytesBefore + read, this.total));
    const reading = { ...options, ...(stop && { stop }), ...(progress && { onProgress: progress }) };
    try {
      const summary = await readCapture({ path }, this.sink, reading, this.lastFrame);
      this.add(path, summary);
    } catch (error) {
      if (stop?.aborted && error === stop.reason) this.notRead.push(path);
      else if (error instanceof CaptureError) this.refuse(path, error);
      else throw error;
    }
    this.bytesBefore += size;
  }

  private add(path: string, summary: CaptureSummary): void {
    const before = this.parts.findLast((part) => part.summary.packets > 0);
    if (before !== undefined) this.compareTimes(before, { path, summary });
    this.parts.push({ path, summary });
    this.warnings.push(...summary.warnings.map((warning) => ({ ...warning, message: about(path, warning.message) })));
    this.lastFrame = summary.lastFrame;
  }

  /** Files of one capture follow each other; what goes beyond the disorder that writers cause is said. */
  private compareTimes(before: Part, { path, summary }: Part): void {
    const { newest } = before.summary;
    if (newest === null || summary.first === null || summary.newest === null) return;
    const overlap = secondsBetween(summary.first, newest);
    const shorter = Math.min(spanOf(before.summary), spanOf(summary));
    if (overlap < BACKWARDS_SECONDS && (overlap <= 0 || overlap < shorter)) return;
    const by = overlap.toFixed(3);
    this.warnings.push({
      kind: 'files-overlap',
      message: {
        en: `${path} begins ${by} s before the end of ${before.path}: they do not follow each other as the files of one capture do, and times, durations and retransmissions may be wrong.`,
        zh: `${path} 的开头比 ${before.path} 的结尾早 ${by} s：它们不像同一次抓包的文件那样前后相接，时间、时长和重传可能不准确。`,
      },
      frame: this.lastFrame + 1,
    });
  }

  summary(): JoinedSummary {
    const [head] = this.parts;
    const { stop } = this.options;
    if (head === undefined) {
      if (stop?.aborted) throw stop.reason;
      throw this.unreadable[0] ?? new CaptureError('empty', NO_FILE);
    }
    if (this.notRead.length > 0) this.warnings.push({ kind: 'interrupted', message: notReadText(this.notRead) });
    const all = this.parts.map(({ summary }) => summary);
    const packed = all.filter(({ packets }) => packets > 0);
    const snapLengths = all.map(({ snapLength }) => snapLength ?? 0);
    return {
      format: head.summary.format,
      compression: head.summary.compression,
      packets: sum(all.map(({ packets }) => packets)),
      lastFrame: this.lastFrame,
      bytes: sum(all.map(({ bytes }) => bytes)),
      first: packed[0]?.first ?? null,
      last: packed.at(-1)?.last ?? null,
      newest: packed.at(-1)?.newest ?? null,
      timestampDigits: all.some(({ timestampDigits }) => timestampDigits === 9) ? 9 : 6,
      linkTypes: [...new Set((packed.length > 0 ? packed : all).flatMap(({ linkTypes }) => linkTypes))],
      snapLength: Math.max(...snapLengths) || null,
      complete: all.every(({ complete }) => complete) && this.unreadable.length + this.notRead.length === 0,
      warnings: this.warnings,
      files: this.files(),
    };
  }

  private files(): JoinedFile[] {
    let before = 0;
    return this.parts.map(({ path, summary: { format, compression, packets, lastFrame } }) => {
      const firstFrame = lastFrame > before ? before + 1 : null;
      before = lastFrame;
      return { path, format, compression, packets, firstFrame };
    });
  }
}

interface Part {
  readonly path: string;
  readonly summary: CaptureSummary;
}

/** Those without packets last; those of the same time as they were given. */
async function inTimeOrder(paths: readonly string[], joiner: FileJoiner, options: ReadOptions): Promise<File[]> {
  const files: File[] = [];
  for (const path of paths) {
    try {
      files.push(await lookInto(path, options));
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      joiner.refuse(path, error);
    }
  }
  joiner.total = sum(files.map(({ size }) => size));
  return files.sort((a, b) => compareTimes(a.first, b.first));
}

function compareTimes(a: Timestamp | null, b: Timestamp | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.seconds - b.seconds || a.nanoseconds - b.nanoseconds;
}

/** Thrown to stop reading. */
class FirstPacket {
  constructor(readonly at: Timestamp) {}
}

async function lookInto(path: string, { signal, stop }: ReadOptions): Promise<File> {
  const status = await stat(path).catch(() => null);
  // What does not exist, or is a folder, is told by who opens it.
  if (status !== null && !status.isFile() && !status.isDirectory()) throw new CaptureError('not-readable', READ_TWICE);
  const size = status?.size ?? 0;
  const atFirst: PacketSink = ({ seconds, nanoseconds }) => {
    throw new FirstPacket({ seconds, nanoseconds });
  };
  try {
    await readCapture({ path }, atFirst, { ...(signal && { signal }), ...(stop && { stop }) });
    return { path, size, first: null };
  } catch (error) {
    if (error instanceof FirstPacket) return { path, size, first: error.at };
    throw error;
  }
}

const READ_TWICE: Text = {
  en: 'The input is no regular file; files that are joined are read twice, first for the time of their first packet.',
  zh: '输入不是普通文件；拼接的文件要读取两次，第一次是为了得到首个数据包的时间。',
};

const NO_FILE: Text = { en: 'No file was given.', zh: '没有指定文件。' };

function notReadText(paths: readonly string[]): Text {
  const list = paths.join(', ');
  return { en: `Interrupted before these files were read: ${list}.`, zh: `中断时尚未读取的文件：${list}。` };
}

function about(path: string, { en, zh }: Text): Text {
  return { en: `${path}: ${en}`, zh: `${path}：${zh}` };
}

function spanOf({ first, newest }: CaptureSummary): number {
  return first === null || newest === null ? 0 : secondsBetween(first, newest);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
