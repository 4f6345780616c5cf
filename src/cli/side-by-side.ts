/** Captures read side by side, a worker each and no more of them than cores: the only importer of tinypool. */
import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import type { Outcome } from './outcome.js';
import type { OnProgress, Reading } from './reading.js';
import type { Piece } from './reports.js';
import type { FromWorker, Task, ToWorker } from './worker-messages.js';

export type Order = Omit<Task, 'port'>;

/** Begins to read all of them, as many at once as there are cores; their reports come in this order. */
export function readSideBySide(orders: readonly Order[], stop: AbortSignal): readonly Reading[] {
  const pool = new Tinypool({
    filename: new URL('./worker.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: Math.min(availableParallelism(), orders.length),
    // A worker keeps what it has loaded for the next capture.
    isolateWorkers: false,
  });
  return orders.map((order) => new WorkerReading(pool, order, stop));
}

class WorkerReading implements Reading {
  readonly #port: MessagePort;
  /** The task's own end: what could not be analysed, or an error. */
  readonly #ended: Promise<Outcome>;
  readonly #pieces = new Mailbox<readonly Piece[] | null>();
  readonly #analysed: Promise<Outcome>;
  #onProgress: OnProgress = () => {};

  constructor(pool: Tinypool, order: Order, stop: AbortSignal) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const task: Task = { ...order, port: port2 };
    this.#ended = pool.run(task, { transferList: [port2] }) as Promise<Outcome>;
    this.#analysed = new Promise((resolve, reject) => {
      this.#ended.then(resolve, reject);
      port1.on('message', (message: FromWorker) => {
        if (message.kind === 'progress') this.#onProgress(message.read, message.total);
        else if (message.kind === 'analysed') resolve({ kind: 'analysed', facts: message.facts });
        else this.#pieces.put(message.kind === 'pieces' ? message.pieces : null);
      });
    });
    this.#analysed.catch(() => {});
    this.#ended.catch((error: unknown) => this.#pieces.fail(error));
    stop.addEventListener('abort', () => this.#say({ kind: 'stop' }), { once: true });
  }

  async outcome(onProgress: OnProgress): Promise<Outcome> {
    this.#onProgress = onProgress;
    try {
      return await this.#analysed;
    } catch (error) {
      if ((error as NodeJS.ErrnoException | null)?.code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      return { kind: 'crashed', text: { en: 'the memory did not suffice for it', zh: '内存不足，无法分析' } };
    } finally {
      this.#onProgress = () => {};
    }
  }

  async *print(index: number): AsyncGenerator<Piece> {
    this.#say({ kind: 'print', index });
    for (;;) {
      const pieces = await this.#pieces.take();
      if (pieces === null) return;
      yield* pieces;
      this.#say({ kind: 'more' });
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
