/**
 * Captures read side by side: the first in this thread, whose turn to be printed comes first anyway, the others in
 * workers, no more of them than cores. The only importer of tinypool.
 */
import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { Text } from '../model/language.js';
import { bytesOf, type EncodedPiece } from './batches.js';
import { type Outcome, ReportCrash } from './outcome.js';
import type { OnProgress, Pieces, Reading } from './reading.js';
import type { FromWorker, Task, ToWorker } from './worker-messages.js';

/** Of a capture that is not the first. */
export type Order = Omit<Task, 'port' | 'index' | 'mayWait'>;

/** Bytes of reports that wait for their turn, of all workers together; a worker whose share is used up waits itself. */
const MAX_WAITING_BYTES = 128 * 1024 * 1024;

/** Workers that start at once, so that they are ready when it is known what there is to do. */
export class Workers {
  readonly #pool: Tinypool;
  readonly #count: number;

  /** @param captures of which one is read in this thread. */
  constructor(
    captures: number,
    private readonly waitingBytes = MAX_WAITING_BYTES,
  ) {
    this.#count = Math.max(1, Math.min(availableParallelism(), captures - 1));
    this.#pool = new Tinypool({
      filename: new URL('./worker.js', import.meta.url).href,
      minThreads: this.#count,
      maxThreads: this.#count,
      // A worker keeps what it has loaded for the next capture.
      isolateWorkers: false,
    });
  }

  /** Whether there are cores that would have nothing to do if no file was read ahead. */
  get leaveCores(): boolean {
    return availableParallelism() >= 2 * (this.#count + 1);
  }

  /** Begins to read what is ordered, as much at once as there are workers; `first` stands before it. */
  readBeside(first: Reading, orders: readonly Order[], stop: AbortSignal): readonly Reading[] {
    const mayWait = this.waitingBytes / this.#count;
    const others = orders.map((order, n) => new WorkerReading(this.#pool, { ...order, index: n + 1, mayWait }));
    const stopAll = () => {
      for (const reading of others) reading.stop();
    };
    // Interrupted while the workers began.
    if (stop.aborted) stopAll();
    else stop.addEventListener('abort', stopAll, { once: true });
    const begun = Promise.all(others.slice(0, this.#count).map((reading) => reading.begun));
    return [new FirstReading(first, begun), ...others];
  }
}

/** Begins behind the workers: once it computes, this thread can give nobody anything to do. */
class FirstReading implements Reading {
  constructor(
    private readonly reading: Reading,
    private readonly begun: Promise<unknown>,
  ) {}

  async outcome(onProgress: OnProgress): Promise<Outcome> {
    await this.begun;
    return this.reading.outcome(onProgress);
  }

  print(index: number): Pieces {
    return this.reading.print(index);
  }
}

const OUT_OF_MEMORY: Text = { en: 'the memory did not suffice for it', zh: '内存不足，无法分析' };

function isOutOfMemory(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

interface Batch {
  readonly index: number;
  readonly pieces: readonly EncodedPiece[];
}

class WorkerReading implements Reading {
  /** A worker has taken it, or never will. */
  readonly begun: Promise<unknown>;
  readonly #port: MessagePort;
  /** The task's own end: what could not be analysed, or an error. */
  readonly #ended: Promise<Outcome>;
  readonly #batches = new Mailbox<Batch | null>();
  readonly #analysed: Promise<Outcome>;
  #onProgress: OnProgress = () => {};

  constructor(pool: Tinypool, order: Omit<Task, 'port'>) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const task: Task = { ...order, port: port2 };
    this.#ended = pool.run(task, { transferList: [port2] }) as Promise<Outcome>;
    const taken = new Promise<void>((resolve) => {
      port1.once('message', () => resolve());
    });
    this.begun = Promise.race([taken, this.#ended.catch(() => {})]);
    this.#analysed = new Promise((resolve, reject) => {
      this.#ended.then(resolve, reject);
      port1.on('message', (message: FromWorker) => {
        if (message.kind === 'begun') return;
        if (message.kind === 'progress') this.#onProgress(message.read, message.total);
        else if (message.kind === 'analysed') resolve({ kind: 'analysed', facts: message.facts });
        else this.#batches.put(message.kind === 'pieces' ? message : null);
      });
    });
    this.#analysed.catch(() => {});
    const path = order.paths.join(' + ');
    this.#ended.catch((cause: unknown) =>
      this.#batches.fail(isOutOfMemory(cause) ? new ReportCrash(path, OUT_OF_MEMORY, { cause }) : cause),
    );
  }

  async outcome(onProgress: OnProgress): Promise<Outcome> {
    this.#onProgress = onProgress;
    try {
      return await this.#analysed;
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
      return { kind: 'crashed', text: OUT_OF_MEMORY };
    } finally {
      this.#onProgress = () => {};
    }
  }

  /** What was read until now is all. */
  stop(): void {
    this.#say({ kind: 'stop' });
  }

  async *print(index: number): AsyncGenerator<EncodedPiece> {
    this.#say({ kind: 'print', index });
    for (;;) {
      const batch = await this.#batches.take();
      if (batch === null) return;
      // Rendered in the belief that a capture before it could be read.
      if (batch.index !== index) continue;
      yield* batch.pieces;
      this.#say({ kind: 'taken', bytes: bytesOf(batch.pieces) });
    }
  }

  #say(message: ToWorker): void {
    this.#port.postMessage(message);
  }
}

/** One thing at a time, from who puts it to who waits for it. */
class Mailbox<T> {
  readonly #waiting: T[] = [];
  #failure: { readonly error: unknown } | null = null;
  #wake: () => void = () => {};

  put(item: T): void {
    this.#waiting.push(item);
    this.#wake();
  }

  fail(error: unknown): void {
    this.#failure = { error };
    this.#wake();
  }

  async take(): Promise<T> {
    for (;;) {
      const [item] = this.#waiting;
      if (item !== undefined) {
        this.#waiting.shift();
        return item;
      }
      if (this.#failure !== null) throw this.#failure.error;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
