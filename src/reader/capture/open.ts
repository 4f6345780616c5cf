import { CaptureError } from './capture-error.js';
import type { Gunzipper } from './gunzip.js';
import { Joiner } from './joiner.js';
import type { PacketSink } from './packet.js';
import type { CaptureParser, Damage } from './parser.js';
import { type Container, SNIFF_BYTES, sniff } from './sniff.js';
import { type CaptureInput, pump, type ReadOptions } from './source.js';
import { type CaptureSummary, Tally } from './tally.js';

export { CaptureError, type CaptureErrorCode } from './capture-error.js';
export type { CaptureInput, ReadOptions } from './source.js';
export type { CaptureSummary } from './tally.js';

/**
 * Reads a capture and calls `sink` for each of its packets, synchronously and in file order.
 *
 * Damage part-way is no error: the summary then says `complete: false`, and a warning says where reading stopped.
 * An error that the sink throws stops reading and rejects the promise. The input is closed in every case.
 *
 * @param framesBefore frames of the files before this one, where several are one capture.
 * @throws CaptureError when nothing can be read; the reason of `options.stop` when it came before the first byte.
 */
export async function readCapture(
  input: CaptureInput,
  sink: PacketSink,
  options: ReadOptions = {},
  framesBefore = 0,
): Promise<CaptureSummary> {
  return new CaptureReader(sink, framesBefore).read(input, options);
}

const INTERRUPTED: Damage = {
  kind: 'interrupted',
  message: { en: 'Reading was interrupted', zh: '读取被中断' },
};

type Parsers = { readonly [container in 'pcap' | 'pcapng']?: (tally: Tally) => CaptureParser };

/** What may be needed of a container; what gzip holds is known only when it is inflated. */
async function loadParsers(container: Container): Promise<Parsers> {
  const parsers: { -readonly [name in keyof Parsers]: Parsers[name] } = {};
  if (container !== 'pcapng') {
    const { PcapParser } = await import('./pcap.js');
    parsers.pcap = (tally) => new PcapParser(tally);
  }
  if (container !== 'pcap') {
    const { PcapngParser } = await import('./pcapng.js');
    parsers.pcapng = (tally) => new PcapngParser(tally);
  }
  return parsers;
}

/** Pieces of the input → [gunzip →] parser, and what became of it. */
class CaptureReader {
  private readonly tally: Tally;
  private readonly rawJoiner = new Joiner();
  private readonly contentJoiner = new Joiner();
  private format: 'pcap' | 'pcapng' = 'pcap';
  private started = false;
  private parser: CaptureParser | null = null;
  private parsers: Parsers = {};
  private gunzipper: Gunzipper | null = null;
  private damage: Damage | null = null;
  /** What a sink threw, or the CaptureError of a parser; in a box, because anything can be thrown. */
  private thrown: { readonly error: unknown } | null = null;

  constructor(sink: PacketSink, framesBefore: number) {
    this.tally = new Tally(sink, framesBefore);
  }

  async read(input: CaptureInput, options: ReadOptions): Promise<CaptureSummary> {
    try {
      const whole = await this.pumpAll(input, options);
      await this.finish(whole ? null : INTERRUPTED);
      if (!whole && !this.started) throw options.stop?.reason;
    } finally {
      this.gunzipper?.close();
    }
    if (this.damage !== null) this.tally.stop(this.damage);
    return this.tally.summary(this.format, this.gunzipper === null ? null : 'gzip');
  }

  /** Whether the input was read to its end, or to its damage; false when it was stopped. */
  private async pumpAll(input: CaptureInput, options: ReadOptions): Promise<boolean> {
    try {
      await pump(input, options, (piece) => {
        const chunk = this.rawJoiner.add(piece);
        return chunk === null || this.takeRaw(chunk);
      });
    } catch (error) {
      if (options.signal?.aborted) throw options.signal.reason;
      if (options.stop?.aborted) return false;
      if (error instanceof CaptureError) throw error;
      await this.flushRaw();
      const reason = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
      if (this.parser === null && this.thrown === null) {
        const text = { en: `The input cannot be read (${reason}).`, zh: `无法读取输入（${reason}）。` };
        throw new CaptureError('not-readable', text, { cause: error });
      }
      this.damage ??= {
        kind: 'read-error',
        message: { en: `Reading the input failed part-way (${reason})`, zh: `读取输入中途失败（${reason}）` },
      };
    }
    if (this.thrown !== null) throw this.thrown.error;
    return true;
  }

  /** Never throws: what is thrown waits in `thrown`. Returns whether more bytes are wanted. */
  private async takeRaw(chunk: Buffer): Promise<boolean> {
    try {
      if (!this.started) await this.start(chunk);
      if (this.gunzipper === null) {
        this.takeContent(chunk);
      } else {
        const damage = await this.gunzipper.push(chunk);
        // Not in one expression: the content may have been found damaged while this waited.
        this.damage ??= damage;
      }
    } catch (error) {
      this.thrown ??= { error };
    }
    return this.thrown === null && this.damage === null && !this.gunzipper?.trailingGarbage;
  }

  private async start(chunk: Buffer): Promise<void> {
    this.started = true;
    const container = sniff(chunk.subarray(0, SNIFF_BYTES));
    this.parsers = await loadParsers(container);
    if (container !== 'gzip') return;
    const { Gunzipper } = await import('./gunzip.js');
    this.gunzipper = new Gunzipper((piece) => {
      const inflated = this.contentJoiner.add(piece);
      if (inflated !== null) this.takeContent(inflated);
    });
  }

  private takeContent(chunk: Buffer): void {
    if (this.damage !== null) return;
    this.parser ??= this.createParser(chunk);
    this.damage = this.parser.push(chunk);
  }

  private createParser(chunk: Buffer): CaptureParser {
    const container = sniff(chunk.subarray(0, SNIFF_BYTES));
    if (container === 'gzip') {
      throw new CaptureError('unsupported-format', {
        en: 'The input is compressed with gzip twice; decompress it once.',
        zh: '输入经过两次 gzip 压缩；请先解压一次。',
      });
    }
    this.format = container;
    const create = this.parsers[container];
    if (create === undefined) throw new Error(`no parser of ${container} was loaded`);
    return create(this.tally);
  }

  private async flushRaw(): Promise<void> {
    const chunk = this.rawJoiner.rest();
    if (chunk !== null && this.damage === null) await this.takeRaw(chunk);
  }

  private async finish(interruption: Damage | null): Promise<void> {
    await this.flushRaw();
    if (this.thrown !== null) throw this.thrown.error;
    this.damage ??= interruption;
    if (!this.started) {
      if (interruption !== null) return;
      sniff(Buffer.alloc(0));
    }
    if (this.gunzipper !== null) await this.finishGzip(this.gunzipper);
    // The end that a parser reports after damage, or of bytes that gzip lost, is only its consequence.
    const damage = this.parser?.end() ?? null;
    this.damage ??= damage;
  }

  private async finishGzip(gunzipper: Gunzipper): Promise<void> {
    if (this.damage === null) {
      const damage = gunzipper.end();
      this.damage ??= damage;
    }
    const rest = this.contentJoiner.rest();
    const gzipDamage = this.damage;
    if (rest !== null) {
      // What was inflated before gzip's damage is still good.
      this.damage = null;
      this.takeContent(rest);
      this.damage = gzipDamage ?? this.damage;
    }
    if (this.parser === null) {
      throw gzipDamage === null
        ? new CaptureError('empty', { en: 'The gzip file holds no data.', zh: 'gzip 文件中没有数据。' })
        : new CaptureError('not-a-capture', {
            en: `${gzipDamage.message.en}; nothing could be read.`,
            zh: `${gzipDamage.message.zh}；没有读到任何内容。`,
          });
    }
    if (gunzipper.trailingGarbage) {
      this.tally.warn({
        kind: 'gzip-trailing-garbage',
        message: {
          en: 'Bytes that are no gzip data follow the compressed capture; they were ignored.',
          zh: '压缩的抓包数据之后还有不属于 gzip 的字节，已忽略。',
        },
      });
    }
  }
}
