import type { CaptureAnalysis } from '../../../model/analysis.js';
import type { Column, FlatTable, Row } from '../../document.js';
import { contextFor, type ViewContext, type ViewOptions } from '../context.js';

/** A table of the lab report. */
export interface LabSection {
  /** Kebab-case; names its file when every table goes into its own. */
  readonly id: string;
  readonly title: (context: ViewContext) => string;
  /** One or two sentences: how to read the table. */
  readonly reading: (context: ViewContext) => string;
  readonly columns: (context: ViewContext) => readonly Column[];
  /** No row: the section does not apply and is left out. */
  readonly rows: (capture: CaptureAnalysis, context: ViewContext) => readonly Row[];
}

/** A section as raw values, with the keys of its columns. */
export function labFlat(section: LabSection, capture: CaptureAnalysis, options: ViewOptions): FlatTable {
  const context = contextFor(capture, options);
  return {
    id: section.id,
    columns: section.columns(context).map(({ key }) => key),
    rows: flatRows(section.rows(capture, context)),
  };
}

function* flatRows(rows: readonly Row[]) {
  for (const row of rows) {
    if (row.kind === 'cells') yield row.cells.map(({ text, value }) => (value === undefined ? text : value));
  }
}
