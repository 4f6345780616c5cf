/** A report: one view in one format, capture after capture, as pieces of text. */
import type { Analysis, CaptureAnalysis } from '../model/analysis.js';
import type { Document, FlatTable } from './document.js';
import { unicodeGlyphs } from './glyphs.js';
import { createPalette } from './palette.js';
import type { ViewOptions } from './views/context.js';
import type { ViewName } from './views/names.js';

export type { ViewName } from './views/names.js';
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

/** Loads the view and the format that are asked for and no others: reading all of them takes longer than a small capture. */
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
      return csvReport(await flatTable(options), options);
    case 'markdown': {
      const [{ renderMarkdown }, view] = await Promise.all([
        import('./formats/markdown/markdown.js'),
        loadView(options.view),
      ]);
      return {
        *capture(capture, index) {
          if (index > 0) yield '\n';
          yield* renderMarkdown(view(capture, options, options.selected), options.words);
        },
        tail: () => [],
      };
    }
    case 'html':
      return htmlReport(options);
  }
}

async function htmlReport(options: ReportOptions): Promise<Report> {
  const [{ htmlHead, htmlCapture, htmlTail }, makeView] = await Promise.all([
    import('./formats/html/html.js'),
    loadView(options.view),
  ]);
  const { words, language, view, origin } = options;
  // A page says that it is UTF-8, whatever the terminal can show.
  const glyphs = unicodeGlyphs;
  const style = { words, language, glyphs, view, generator: `${origin.generator.name} ${origin.generator.version}` };
  return {
    *capture(capture, index) {
      if (index === 0) yield htmlHead(style, capture.path);
      yield* htmlCapture(makeView(capture, { ...options, glyphs }, options.selected), index, style);
    },
    tail: () => [htmlTail(style)],
  };
}

async function terminalReport(options: ReportOptions): Promise<Report> {
  const [{ renderTerminal }, view] = await Promise.all([import('./formats/terminal.js'), loadView(options.view)]);
  const style = { width: options.width, palette: createPalette(options.color), glyphs: options.glyphs };
  return {
    *capture(capture, index) {
      if (index > 0) yield '\n';
      yield* renderTerminal(view(capture, options, options.selected), style);
    },
    tail: () => [],
  };
}

type View = (capture: CaptureAnalysis, options: ViewOptions, selected: boolean) => Document;

async function loadView(view: ViewName): Promise<View> {
  switch (view) {
    case 'summary':
      return (await import('./views/summary.js')).summaryView;
    case 'timeline':
      return (await import('./views/timeline.js')).timelineView;
    case 'replies':
      return (await import('./views/replies.js')).repliesView;
    case 'transfers':
      return (await import('./views/transfers.js')).transfersView;
    case 'diagnose':
      return (await import('./views/diagnose.js')).diagnoseView;
    case 'lab':
      return (await import('./views/lab/lab.js')).labView;
  }
}

type TableOf = (capture: CaptureAnalysis) => FlatTable;
type CsvOptions = Pick<ReportOptions, 'severalCaptures' | 'byteOrderMark'>;

async function csvReport(table: TableOf, options: CsvOptions): Promise<Report> {
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

async function flatTable(options: ReportOptions): Promise<TableOf> {
  switch (options.view) {
    case 'timeline': {
      const { timelineFlat } = await import('./tables/timeline.js');
      return (capture) => timelineFlat(capture, options);
    }
    case 'replies':
      return (await import('./tables/captures.js')).repliesFlat;
    case 'transfers':
      return (await import('./tables/transfers.js')).transfersFlat;
    case 'diagnose':
      return (await import('./tables/sessions.js')).findingsFlat;
    case 'summary':
    case 'lab':
      throw new Error(`${options.view} is several tables`);
  }
}

/** One CSV report a table, by the name of its file. All of them always: no table of an earlier run stays beside. */
export async function createTableReports(options: ReportOptions): Promise<ReadonlyMap<string, Report>> {
  const tables = options.view === 'lab' ? await labTables(options) : await summaryTables();
  const reports = new Map<string, Report>();
  for (const [name, table] of Object.entries(tables)) reports.set(`${name}.csv`, await csvReport(table, options));
  return reports;
}

type Tables = Readonly<Record<string, TableOf>>;

async function labTables(options: ReportOptions): Promise<Tables> {
  const { LAB_SECTIONS } = await import('./views/lab/sections.js');
  const { labFlat } = await import('./views/lab/section.js');
  return Object.fromEntries(
    LAB_SECTIONS.map((section) => [section.id, (capture: CaptureAnalysis) => labFlat(section, capture, options)]),
  );
}

async function summaryTables(): Promise<Tables> {
  const { capturesFlat, repliesFlat, warningsFlat } = await import('./tables/captures.js');
  const { findingsFlat, sessionsFlat } = await import('./tables/sessions.js');
  const { transfersFlat, unpairedFlat } = await import('./tables/transfers.js');
  return {
    captures: capturesFlat,
    warnings: warningsFlat,
    sessions: sessionsFlat,
    replies: repliesFlat,
    transfers: transfersFlat,
    'unpaired-data-connections': unpairedFlat,
    findings: findingsFlat,
  };
}
