import type { CaptureAnalysis } from '../../../model/analysis.js';
import type { Block, FlatTable, FlatValue } from '../../document.js';
import type { LabWords } from '../../words/lab-en.js';
import { contextFor, type ViewContext, type ViewOptions } from '../context.js';
import { unpacked } from './unpacked.js';

/** Kebab-case; names the file of the section when every table goes into its own. */
export type LabSectionName = keyof LabWords['section'];

/**
 * A part of the lab report. What suits a page (a small table for each connection, few columns, the first rows) suits
 * no spreadsheet: so each section is told twice, as blocks to read, and as one flat table with all rows and columns.
 */
export interface LabSection {
  readonly id: LabSectionName;
  /** What stands below its heading; nothing where the section does not apply. */
  readonly blocks: (capture: CaptureAnalysis, context: ViewContext) => Iterable<Block>;
  readonly flat: (capture: CaptureAnalysis, context: ViewContext) => FlatTable;
}

export interface SectionParts<Item> {
  readonly id: LabSectionName;
  /** What the section is about, all of it, in the order of the table; none where it does not apply. */
  readonly items: (capture: CaptureAnalysis, context: ViewContext) => readonly Item[];
  /** Is asked only where there are items. */
  readonly blocks: (items: readonly Item[], context: ViewContext, capture: CaptureAnalysis) => Iterable<Block>;
  /** Columns of the flat table: stable keys in snake_case, and the raw value of an item. */
  readonly values: Readonly<Record<string, (item: Item, context: ViewContext) => FlatValue>>;
}

export function labSection<Item>({ id, items, blocks, values }: SectionParts<Item>): LabSection {
  return {
    id,
    *blocks(capture, context) {
      const found = items(capture, context);
      if (found.length > 0) yield* blocks(found, context, capture);
    },
    flat(capture, context) {
      const columns = Object.entries(values);
      return {
        id,
        columns: columns.map(([key]) => key),
        rows: items(capture, context).map((item) => columns.map(([, value]) => value(item, context))),
      };
    },
  };
}

/** A section as raw values, with the keys of its columns. */
export function labFlat(section: LabSection, packed: CaptureAnalysis, options: ViewOptions): FlatTable {
  const capture = unpacked(packed);
  return section.flat(capture, contextFor(capture, options));
}

/** Says how many rows a page leaves out; nothing where it has all. */
export function leftOut(all: number, shown: number, { words }: ViewContext): Block[] {
  return all > shown ? [{ kind: 'paragraph', text: words.lab.leftOut(all - shown), role: 'dim' }] : [];
}
