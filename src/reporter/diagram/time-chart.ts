/** Sessions and transfers as bars over time, as plain data. */
import type { Mode } from '../../model/analysis.js';
import type { Role } from '../document.js';

export interface Bar {
  readonly kind: 'session' | 'transfer';
  /** Unique in its document. */
  readonly id: string;
  /** `1`, `1.2`. */
  readonly label: string;
  /** Seconds since the capture's first packet. */
  readonly from: number;
  readonly to: number;
  /** What the bar stands for, one line: `RETR /pub/a.txt`. */
  readonly text: string;
  /** What is written beside it: `1.2 MB at 3.4 MB/s`; empty for a session. */
  readonly measure: string;
  readonly bytesPerSecond: number | null;
  readonly mode: Mode | null;
  /** `error` where it failed. */
  readonly role: Role | null;
}

export interface TimeChart {
  readonly id: string;
  readonly title: string;
  /** A text alternative. */
  readonly description: string;
  /** Title of the axis: `seconds since the first packet`. */
  readonly axis: string;
  /** Seconds since the capture's first packet. */
  readonly from: number;
  readonly to: number;
  /** A session before its transfers. */
  readonly bars: readonly Bar[];
  /** Bars that are left out because there are too many. */
  readonly omitted: number;
  /** Says so; null where none is. */
  readonly omission: string | null;
}
