/** A report: one view in one format, capture after capture, as pieces of text. */
import type { Analysis, CaptureAnalysis } from '../model/analysis.js';
import type { Document, FlatTable } from './document.js';
import { unicodeGlyphs } from './glyphs.js';
import { createPalette } from './palette.js';
import { capturesFlat, repliesFlat, warningsFlat } from './tables/captures.js';
import { findingsFlat, sessionsFlat } from './tables/sessions.js';
import { timelineFlat } from './tables/timeline.js';
import { transfersFlat, unpairedFlat } from './tables/transfers.js';
import type { ViewOptions } from './views/context.js';
import { diagnoseView } from './views/diagnose.js';
import { labView } from './views/lab/lab.js';
import { labFlat } from './views/lab/section.js';
import { LAB_SECTIONS } from './views/lab/sections.js';
import { repliesView } from './views/replies.js';
import { summaryView } from './views/summary.js';
import { timelineView } from './views/timeline.js';
import { transfersView } from './views/transfers.js';

export type ViewName = 'summary' | 'timeline' | 'replies' | 'transfers' | 'diagnose' | 'lab';
export type FormatName = 'table' | 'json' | 'ndjson' | 'csv' | 'markdown' | 'html';

export interface ReportOptions extends ViewOptions {
  readonly view: ViewName;
  readonly format: FormatName;
  /** Whether the sessions were chosen: a capture without one is then no surprise. */
  readonly selected: boolean;
  /** Whether tables need to say which capture a row is from. */
  readonly severalCaptures: boolean;
  /** Whether CSV begins with a byte order mark: some spreadsheets take UTF-8 for something else without. */
  readonly byteOrderMark: boolean;
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
      return csvReport((capture) => flatTable(capture, options), options);
    case 'markdown': {
      const { renderMarkdown } = await import('./formats/markdown/markdown.js');
      return {
        *capture(capture, index) {
          if (index > 0) yield '\n';
          yield* renderMarkdown(viewOf(capture, options), options.words);
        },
        tail: () => [],
      };
    }
    case 'html':
      return htmlReport(options);
  }
}

async function htmlReport(options: ReportOptions): Promise<Report> {
  const { htmlHead, htmlCapture, htmlTail } = await import('./formats/html/html.js');
  const { words, language, view, origin } = options;
  // A page says that it is UTF-8, whatever the terminal can show.
  const glyphs = unicodeGlyphs;
  const style = { words, language, glyphs, view, generator: `${origin.generator.name} ${origin.generator.version}` };
  return {
    *capture(capture, index) {
      if (index === 0) yield htmlHead(style, capture.path);
      yield* htmlCapture(viewOf(capture, { ...options, glyphs }), index, style);
    },
    tail: () => [htmlTail(style)],
  };
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
  lab: labView,
} satisfies Record<ViewName, unknown>;

function viewOf(capture: CaptureAnalysis, options: ReportOptions): Document {
  return VIEWS[options.view](capture, options, options.selected);
}

type CsvOptions = Pick<ReportOptions, 'severalCaptures' | 'byteOrderMark'>;

async function csvReport(table: (capture: CaptureAnalysis) => FlatTable, options: CsvOptions): Promise<Report> {
  const { severalCaptures, byteOrderMark } = options;
  const { csvHeader, csvRows } = await import('./formats/csv.js');
  return {
    *capture(capture, index) {
      const flat = table(capture);
      if (index === 0) yield (byteOrderMark ? '\ufeff' : '') + csvHeader(flat, severalCaptures ? ['capture'] : []);
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
    case 'lab':
      throw new Error(`${options.view} is several tables`);
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

/** Views that are several tables: as CSV each goes into a file of its own. */
export function isSeveralTables(view: ViewName): boolean {
  return view === 'summary' || view === 'lab';
}

/** One CSV report a table, by the name of its file. All of them always: no table of an earlier run stays beside. */
export async function createTableReports(options: ReportOptions): Promise<ReadonlyMap<string, Report>> {
  const tables =
    options.view === 'lab'
      ? LAB_SECTIONS.map(
          (section) => [section.id, (capture: CaptureAnalysis) => labFlat(section, capture, options)] as const,
        )
      : Object.entries(SUMMARY_TABLES);
  const reports = new Map<string, Report>();
  for (const [name, table] of tables) reports.set(`${name}.csv`, await csvReport(table, options));
  return reports;
}
