/** A capture in a worker: analysed and rendered there, so that an Analysis never changes threads. */
import { batches } from './batches.js';
import { keepHeapSmall } from './heap.js';
import { analyse, loadAnalyzer, type Outcome } from './outcome.js';
import { reportOptions } from './report-options.js';
import { createReports, type Piece, piecesOf } from './reports.js';
import { WorkerLine } from './worker-line.js';
import type { Task } from './worker-messages.js';

// V8 takes back, for all threads, how the nursery may grow whenever a worker begins.
keepHeapSmall();
// Loaded before there is anything to do: a worker that waits for a task does nothing else.
await loadAnalyzer(null);

/** Returns what became of the capture when there is nothing more to print. */
export default async function work({ port, index, mayWait, ...task }: Task): Promise<Outcome> {
  const line = new WorkerLine(port, mayWait);
  line.send({ kind: 'begun' });
  try {
    const analyzer = await loadAnalyzer(task.analyzer);
    const onProgress = (read: number, total: number | null) => line.send({ kind: 'progress', read, total });
    const { outcome, capture } = await analyse(analyzer, task, { onProgress, stop: line.stop });
    if (capture === null) return outcome;
    const reports = await createReports(await reportOptions(task.options, task.setting));
    line.send({ kind: 'analysed', facts: outcome.facts });
    const report = (reported: number) => piecesOf(reports, capture, reported);
    if (!(await render(report, index, line))) await render(report, await line.turn, line);
    line.send({ kind: 'printed' });
    return outcome;
  } finally {
    line.close();
  }
}

/** Renders before its turn, as the capture that it will be if all before it can be read; false if it is another. */
async function render(report: (index: number) => Iterable<Piece>, index: number, line: WorkerLine): Promise<boolean> {
  line.startAgain();
  for (const pieces of batches(report(index))) {
    if (!(await line.hasRoom(index))) return false;
    line.sendPieces(index, pieces);
  }
  return (await line.turn) === index;
}
