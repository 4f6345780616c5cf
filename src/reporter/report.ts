/** A report: one view in one format, capture after capture, as pieces of text. */
import type { Analysis, CaptureAnalysis } from '../model/analysis.js';
import type { Document, FlatTable } from './document.js';
import { createPalette } from './palette.js';
import { capturesFlat, repliesFlat, warningsFlat } from './tables/captures.js';
import { findingsFlat, sessionsFlat } from './tables/sessions.js';
import { timelineFlat } from './tables/timeline.js';
import { transfersFlat, unpairedFlat } from './tables/transfers.js';
import type { ViewOptions } from './views/context.js';
import { diagnoseView } from './views/diagnose.js';
import { repliesView } from './views/replies.js';
import { summaryView } from './views/summary.js';
import { timelineView } from './views/timeline.js';
import { transfersView } from './views/transfers.js';

export type ViewName = 'summary' | 'timeline' | 'replies' | 'transfers' | 'diagnose';
export type FormatName = 'table' | 'json' | 'ndjson' | 'csv';

export interface ReportOptions extends ViewOptions {
  readonly view: ViewName;
  readonly format: FormatName;
  /** Whether the sessions were chosen: a capture without one is then no surprise. */
  readonly selected: boolean;
  /** Whether tables need to say which capture a row is from. */
  readonly severalCaptures: boolean;
  /** Cells a line of a terminal table. */
  readonly width: number;
  readonly color: boolean;
  readonly origin: Pick<Analysis, 'schemaVersion' | 'generator'>;
}

export interface Report {
  /** `index` counts the captures that were reported, from 0. What stands before all of them comes with the first. */
  capture(capture: CaptureAnalysis, index: number): Iterable<string>;
  /** Only when there was a capture: a report about nothing is empty. */
  tail(): Iterable<string>;
}

/** Loads the format that is asked for and no other: cli-table3 and csv-stringify take their time. */
export async function createReport(options: ReportOptions): Promise<Report> {
  switch (options.format) {
    case 'table':
      return terminalReport(options);
    case 'json': {
      const { jsonCapture, jsonHead, jsonTail } = await import('./formats/json.js');
      return {
        *capture(capture, index) {
          if (index === 0) yield jsonHead(options.origin);
          yield* jsonCapture(capture, index);
        },
        tail: () => [jsonTail()],
      };
    }
    case 'ndjson': {
      const { ndjsonCapture } = await import('./formats/ndjson.js');
      return { capture: (capture, index) => ndjsonCapture(capture, index, options.origin), tail: () => [] };
    }
    case 'csv':
      return csvReport((capture) => flatTable(capture, options), options.severalCaptures);
  }
}

async function terminalReport(options: ReportOptions): Promise<Report> {
  const { renderTerminal } = await import('./formats/terminal.js');
  const style = { width: options.width, palette: createPalette(options.color), glyphs: options.glyphs };
  return {
    *capture(capture, index) {
      if (index > 0) yield '\n';
      yield* renderTerminal(viewOf(capture, options), style);
    },
    tail: () => [],
  };
}

const VIEWS = {
  summary: summaryView,
  timeline: timelineView,
  replies: repliesView,
  transfers: transfersView,
  diagnose: diagnoseView,
} satisfies Record<ViewName, unknown>;

function viewOf(capture: CaptureAnalysis, options: ReportOptions): Document {
  return VIEWS[options.view](capture, options, options.selected);
}

async function csvReport(table: (capture: CaptureAnalysis) => FlatTable, severalCaptures: boolean): Promise<Report> {
  const { csvHeader, csvRows } = await import('./formats/csv.js');
  return {
    *capture(capture, index) {
      const flat = table(capture);
      if (index === 0) yield csvHeader(flat, severalCaptures ? ['capture'] : []);
      yield* csvRows(flat, severalCaptures ? [capture.path] : []);
    },
    tail: () => [],
  };
}

function flatTable(capture: CaptureAnalysis, options: ReportOptions): FlatTable {
  switch (options.view) {
    case 'timeline':
      return timelineFlat(capture, options);
    case 'replies':
      return repliesFlat(capture);
    case 'transfers':
      return transfersFlat(capture);
    case 'diagnose':
      return findingsFlat(capture);
    case 'summary':
      throw new Error('a summary is several tables');
  }
}

/** The tables of a summary; each goes into a file of its own. */
const SUMMARY_TABLES: Readonly<Record<string, (capture: CaptureAnalysis) => FlatTable>> = {
  captures: capturesFlat,
  warnings: warningsFlat,
  sessions: sessionsFlat,
  replies: repliesFlat,
  transfers: transfersFlat,
  'unpaired-data-connections': unpairedFlat,
  findings: findingsFlat,
};

/** One CSV report a table, by the name of its file. All of them always: no table of an earlier run stays beside. */
export async function createSummaryTables(severalCaptures: boolean): Promise<ReadonlyMap<string, Report>> {
  const reports = new Map<string, Report>();
  for (const [name, table] of Object.entries(SUMMARY_TABLES)) {
    reports.set(`${name}.csv`, await csvReport(table, severalCaptures));
  }
  return reports;
}
