/** Where each report of a run goes: one, or with `--format csv` of a view of several tables one a table. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaptureAnalysis } from '../model/analysis.js';
import { createReport, createTableReports, type Report, type ReportOptions } from '../reporter/report.js';
import { isSeveralTables } from '../reporter/views/names.js';
import type { CliOptions } from './options.js';
import { openFile, outputError, type Sink, StreamSink } from './output.js';

interface Outlet {
  readonly report: Report;
  readonly sink: Sink;
}

export class Outlets {
  readonly #outlets: Outlet[] = [];
  #captures = 0;

  /** Opens everything now: who cannot write should know before an hour of analysis. */
  async open(options: CliOptions, report: ReportOptions, stdout: NodeJS.WritableStream): Promise<void> {
    const { output, captures } = options;
    if (isSeveralTables(options.view) && options.format === 'csv' && output !== null) {
      await mkdir(output, { recursive: true }).catch((error: unknown) => {
        throw outputError(output, error);
      });
      for (const [name, table] of await createTableReports(report)) {
        this.#outlets.push({ report: table, sink: await openFile(join(output, name), captures) });
      }
      return;
    }
    const sink = output === null || output === '-' ? new StreamSink(stdout) : await openFile(output, captures);
    this.#outlets.push({ report: await createReport(report), sink });
  }

  /** False: nobody reads any more. `stopped` is asked between pieces. */
  async capture(capture: CaptureAnalysis, stopped: () => boolean): Promise<boolean> {
    for (const { report, sink } of this.#outlets) {
      for (const piece of report.capture(capture, this.#captures)) {
        if (!(await sink.write(piece)) || stopped()) return false;
      }
    }
    this.#captures += 1;
    return true;
  }

  /** Completes the reports; without a capture there is nothing to report, and no file. */
  async finish(): Promise<void> {
    if (this.#captures === 0) {
      this.discard();
      return;
    }
    for (const { report, sink } of this.#outlets) {
      for (const piece of report.tail()) await sink.write(piece);
      await sink.finish();
    }
  }

  discard(): void {
    for (const { sink } of this.#outlets) sink.discard();
  }
}
