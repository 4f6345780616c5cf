/** Renders an analysis as the command would, and reads the result strictly. */
import assert from 'node:assert/strict';
import type { CaptureAnalysis } from '../../src/model/analysis.js';
import type { Language } from '../../src/model/language.js';
import { unicodeGlyphs } from '../../src/reporter/glyphs.js';
import { createReport, createTableReports, type FormatName, type ViewName } from '../../src/reporter/report.js';
import { isSeveralTables } from '../../src/reporter/views/names.js';
import { tagsOf } from '../reporter/formats/html/pages.js';
import { WORDS } from '../support/words.js';

export const VIEWS: readonly ViewName[] = ['summary', 'timeline', 'replies', 'transfers', 'diagnose', 'lab'];
export const FORMATS: readonly FormatName[] = ['table', 'json', 'ndjson', 'csv', 'markdown', 'html'];

/** Control characters other than the line feed, and those that turn text around. */
const UNSAFE = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** The report, or the tables where each goes into a file of its own. */
export async function render(
  capture: CaptureAnalysis,
  view: ViewName,
  format: FormatName,
  language: Language,
): Promise<string[]> {
  const options = {
    view,
    format,
    language,
    words: WORDS[language],
    glyphs: unicodeGlyphs,
    time: 'relative' as const,
    drawings: true,
    diagramOnly: false,
    selected: false,
    severalCaptures: false,
    byteOrderMark: false,
    width: 80,
    color: false,
    origin: { schemaVersion: 1 as const, generator: { name: 'ftpscope' as const, version: '0.0.0' } },
  };
  const isFolder = format === 'csv' && isSeveralTables(view);
  const reports = isFolder ? [...(await createTableReports(options)).values()] : [await createReport(options)];
  return reports.map((report) => [...report.capture(capture, 0), ...report.tail()].join(''));
}

export async function assertRenders(
  capture: CaptureAnalysis,
  view: ViewName,
  format: FormatName,
  language: Language,
): Promise<void> {
  for (const text of await render(capture, view, format, language)) {
    if (format === 'json') JSON.parse(text);
    if (format === 'ndjson') for (const line of text.trimEnd().split('\n')) JSON.parse(line);
    if (format === 'html') tagsOf(text);
    if (format === 'table' || format === 'html' || format === 'markdown') {
      const unsafe = UNSAFE.exec(text);
      assert.equal(
        unsafe,
        null,
        `${view} ${format}: control character in ${JSON.stringify(text.slice((unsafe?.index ?? 0) - 20, (unsafe?.index ?? 0) + 20))}`,
      );
    }
  }
}
