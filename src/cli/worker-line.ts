/** The worker's end of the port over which it reports one capture. */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { bytesOf, type EncodedPiece } from './batches.js';
import type { FromWorker, ToWorker } from './worker-messages.js';

export class WorkerLine {
  /** How many captures were reported before this one, when it is its turn. */
  readonly turn: Promise<number>;
  readonly #stop = new AbortController();
  readonly #port: MessagePort;
  readonly #mayWait: number;
  /** Bytes that were sent and not taken. */
  #waiting = 0;
  #told: number | null = null;
  #wake: () => void = () => {};

  /** @param mayWait bytes that may be sent before they are taken. */
  constructor(port: MessagePort, mayWait: number) {
    this.#port = port;
    this.#mayWait = mayWait;
    this.turn = new Promise((resolve) => {
      const take = (message: ToWorker): void => {
        if (message.kind === 'stop') this.#stop.abort();
        else if (message.kind === 'taken') this.#waiting -= message.bytes;
        else {
          this.#told = message.index;
          resolve(message.index);
        }
        this.#wake();
      };
      // Interrupted before this capture was begun: said before anybody listened.
      for (let early = receiveMessageOnPort(port); early !== undefined; early = receiveMessageOnPort(port)) {
        take(early.message);
      }
      port.on('message', take);
    });
  }

  get stop(): AbortSignal {
    return this.#stop.signal;
  }

  send(message: FromWorker): void {
    this.#port.postMessage(message);
  }

  /** What was sent is not what is wanted. */
  startAgain(): void {
    this.#waiting = 0;
  }

  /** Waits until more may be sent; false when what is wanted has another index. */
  async hasRoom(index: number): Promise<boolean> {
    while (this.#waiting >= this.#mayWait && (this.#told ?? index) === index) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return (this.#told ?? index) === index;
  }

  sendPieces(index: number, pieces: readonly EncodedPiece[]): void {
    const buffers = pieces.map(({ text }) => text.buffer);
    this.#waiting += bytesOf(pieces);
    const message: FromWorker = { kind: 'pieces', index, pieces };
    this.#port.postMessage(message, buffers);
  }

  close(): void {
    this.#port.close();
  }
}
