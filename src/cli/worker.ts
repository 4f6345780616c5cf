/** A capture in a worker: analysed at once, printed when it is its turn, so that an Analysis never changes threads. */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { analyse, loadAnalyzer, type Outcome } from './outcome.js';
import { reportOptions } from './report-options.js';
import { createReports, type Piece, piecesOf } from './reports.js';
import type { FromWorker, Task, ToWorker } from './worker-messages.js';

/** Characters that are sent at once. */
const BATCH_CHARS = 65536;

/** Returns what became of the capture when there is nothing more to print. */
export default async function work({ port, ...task }: Task): Promise<Outcome> {
  const line = new Line(port);
  try {
    const analyzer = await loadAnalyzer(task.analyzer);
    const onProgress = (read: number, total: number | null) => line.send({ kind: 'progress', read, total });
    const { outcome, capture } = await analyse(analyzer, task, { onProgress, stop: line.stop });
    if (capture === null) return outcome;
    const reports = await createReports(await reportOptions(task.options, task.setting));
    line.send({ kind: 'analysed', facts: outcome.facts });
    const index = await line.turn;
    for (const pieces of batches(piecesOf(reports, capture, index))) await line.ask({ kind: 'pieces', pieces });
    line.send({ kind: 'printed' });
    return outcome;
  } finally {
    port.close();
  }
}

/** Joins neighbours: a message costs more than its text. */
function* batches(pieces: Iterable<Piece>): Generator<Piece[]> {
  let batch: Piece[] = [];
  let texts: string[] = [];
  let length = 0;
  let current = 0;
  const close = () => {
    if (texts.length > 0) batch.push({ report: current, text: texts.join('') });
    texts = [];
  };
  for (const { report, text } of pieces) {
    if (report !== current) close();
    current = report;
    texts.push(text);
    length += text.length;
    if (length < BATCH_CHARS) continue;
    close();
    yield batch;
    batch = [];
    length = 0;
  }
  close();
  if (batch.length > 0) yield batch;
}

/** The worker's end of the port. */
class Line {
  readonly turn: Promise<number>;
  readonly #stop = new AbortController();
  readonly #port: MessagePort;
  #more: () => void = () => {};

  constructor(port: MessagePort) {
    this.#port = port;
    this.turn = new Promise((resolve) => {
      const take = (message: ToWorker): void => {
        if (message.kind === 'stop') this.#stop.abort();
        else if (message.kind === 'print') resolve(message.index);
        else this.#more();
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

  /** Sends, and waits until more is wanted. */
  ask(message: FromWorker): Promise<void> {
    return new Promise((resolve) => {
      this.#more = resolve;
      this.send(message);
    });
  }
}
