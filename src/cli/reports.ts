/** The reports of a run: one, or with `--format csv` of a view of several tables one a table. */
import type { CaptureAnalysis } from '../model/analysis.js';
import { createReport, createTableReports, type Report, type ReportOptions } from '../reporter/report.js';
import { isSeveralTables } from '../reporter/views/names.js';

export interface NamedReport {
  /** Of its file in the folder that --output names; null when it is the only report. */
  readonly name: string | null;
  readonly report: Report;
}

/** A piece of text of the report with this index. */
export interface Piece {
  readonly report: number;
  readonly text: string;
}

export async function createReports(options: ReportOptions): Promise<readonly NamedReport[]> {
  if (options.format !== 'csv' || !isSeveralTables(options.view)) {
    return [{ name: null, report: await createReport(options) }];
  }
  return [...(await createTableReports(options))].map(([name, report]) => ({ name, report }));
}

/** `index` counts the captures that were reported, from 0. */
export function* piecesOf(reports: readonly NamedReport[], capture: CaptureAnalysis, index: number): Generator<Piece> {
  for (const [n, { report }] of reports.entries()) {
    for (const text of report.capture(capture, index)) yield { report: n, text };
  }
}
