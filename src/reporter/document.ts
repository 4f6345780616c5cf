/**
 * What a view makes and a format renders.
 *
 * A Document is for people: texts are ready to read, but still as they stood on the wire. Making them safe for its
 * medium (terminal escapes, HTML, Markdown) is the format's work, because only the format knows what is dangerous.
 * A FlatTable is for programs: raw values, one header row, nothing shortened.
 */
import type { Severity } from '../model/finding.js';
import type { SequenceDiagram } from './diagram/sequence.js';
import type { TimeChart } from './diagram/time-chart.js';

/** What a text is about; a format may show it as colour and must stay readable without. */
export type Role = 'client' | 'server' | 'ok' | 'warn' | 'error' | 'dim' | 'strong';

/** A piece of text on one line. */
export interface Cell {
  readonly text: string;
  readonly role?: Role;
  /** What the text stands for, where a program would want it otherwise: `1234567` for `1.2 MB`. */
  readonly value?: FlatValue;
  /** Id of the finding that the text sends the reader to: a link where the medium has links. */
  readonly finding?: string;
}

export interface Column {
  /** Stable, for styles and tests. */
  readonly key: string;
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Cells at least; for columns of long tables whose later cells are wider than the first ones. */
  readonly minWidth?: number;
  /** Cells at most: for texts that others choose, so that they do not take the room of what matters more. */
  readonly maxWidth?: number;
  /** Where a text that does not fit is cut. Without it the column keeps its natural width. */
  readonly cut?: 'middle' | 'end';
  /** Lines that a text may take before it is cut; 1 without. */
  readonly maxLines?: number;
}

export type Row =
  | { readonly kind: 'cells'; readonly cells: readonly Cell[] }
  /** A line below its row, across the columns after the first: short texts that a format separates. */
  | { readonly kind: 'detail'; readonly parts: readonly Cell[] };

export interface Table {
  readonly kind: 'table';
  readonly id: string;
  readonly columns: readonly Column[];
  /** Read once, in order: a timeline can be longer than memory likes. */
  readonly rows: Iterable<Row>;
}

/** A label, and what is said under it. */
export type Entry = { readonly label: Cell } /** With short texts below it, side by side. */ & (
  | { readonly kind: 'text'; readonly text: string; readonly facts?: readonly Cell[] }
  /** To be copied as it is. */
  | { readonly kind: 'code'; readonly text: string }
  /** Steps, in order. */
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'pairs'; readonly items: readonly { readonly term: string; readonly text: string }[] }
);

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  /** Of the third level, side by side: what follows belongs to it. */
  | { readonly kind: 'title'; readonly parts: readonly Cell[] }
  /** Short texts side by side. */
  | { readonly kind: 'facts'; readonly parts: readonly Cell[] }
  | { readonly kind: 'paragraph'; readonly text: string; readonly role?: Role }
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  | { readonly kind: 'note'; readonly severity: Severity; readonly text: string }
  | { readonly kind: 'sequence'; readonly diagram: SequenceDiagram }
  | { readonly kind: 'time-chart'; readonly chart: TimeChart }
  | Table;

/** Blocks in reading order, read once. */
export type Document = Iterable<Block>;

export type FlatValue = string | number | boolean | null;

export interface FlatTable {
  /** Names the file when every table goes into its own. */
  readonly id: string;
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly FlatValue[]>;
}

/** A cell; the role only where there is one. */
export function cell(text: string, role?: Role): Cell {
  return role === undefined ? { text } : { text, role };
}

/** An ordinary table row. */
export function row(...cells: readonly (Cell | string)[]): Row {
  return { kind: 'cells', cells: cells.map((item) => (typeof item === 'string' ? { text: item } : item)) };
}

/** A detail line, or nothing where there is nothing to say. */
export function detail(parts: readonly Cell[]): readonly Row[] {
  return parts.length === 0 ? [] : [{ kind: 'detail', parts }];
}
