/**
 * A sequence diagram as plain data: who takes part, and what went from whom to whom in capture order. A format draws
 * it; like every text of a Document the texts are as they stood on the wire.
 */
import type { Role } from '../document.js';

/** The FTP client, the FTP server, and the third host of an FXP transfer or of a bounce. */
export type LaneName = 'client' | 'server' | 'other server';

export interface Lane {
  readonly name: LaneName;
  /** `client`, in the language of the report. */
  readonly title: string;
  /** `10.0.0.1`, with the port of the control connection where the lane has one. */
  readonly address: string;
}

/**
 * `command`, `reply`: a line on the control connection. `open`: the SYN of a data connection, drawn so that its sender
 * cannot be missed; `failed-open`: one that led to no connection. `data`: all bytes of a data connection in one
 * direction, folded into one arrow. `close`, `reset`: how a connection ends. `handshake`, `release`: of the control
 * connection, folded.
 */
export type ArrowKind =
  | 'handshake'
  | 'command'
  | 'reply'
  | 'open'
  | 'failed-open'
  | 'data'
  | 'close'
  | 'reset'
  | 'release';

export interface Arrow {
  readonly kind: 'arrow';
  readonly arrow: ArrowKind;
  /** Unique in its document, letters, digits and hyphens: `s1-e12`. */
  readonly id: string;
  /** First and last frame; equal where it is one. */
  readonly frame: number;
  readonly lastFrame: number;
  /** Of the first frame, as the report tells moments. */
  readonly moment: string;
  readonly from: LaneName;
  readonly to: LaneName;
  readonly connection: 'control' | 'data';
  /** One line, not shortened. */
  readonly text: string;
  /** A second line where it explains the first: the sum of an announced port, the endpoints of a data connection. */
  readonly note: string | null;
  /** `error` for what failed. */
  readonly role: Role | null;
  /** Id of its transfer: `1.2`. */
  readonly transfer: string | null;
  /** Ids of the findings that name this frame. */
  readonly findings: readonly string[];
  /** What else is known, label and text. */
  readonly details: readonly { readonly label: string; readonly text: string }[];
  /** For Wireshark. */
  readonly displayFilter: string;
}

/** About a connection as a whole: `encrypted from here`, or what there is no arrow for: `never opened`. */
export interface Remark {
  readonly kind: 'remark';
  readonly id: string;
  readonly frame: number;
  /** Null where only the frame is known. */
  readonly moment: string | null;
  readonly text: string;
  readonly role: Role | null;
  readonly transfer: string | null;
  readonly findings: readonly string[];
}

export type Step =
  | Arrow
  /** Nothing happened for long: the drawing shortens it. */
  | { readonly kind: 'pause'; readonly seconds: number; readonly text: string }
  | Remark
  /** Steps that are left out because there are too many. */
  | { readonly kind: 'omission'; readonly steps: number; readonly text: string };

/** What a line of the legend explains; the format writes its own sign before the text. */
export type LegendSign = 'control' | 'data' | 'opener' | 'failed';

export interface SequenceDiagram {
  /** Unique in its document: `s1`. */
  readonly id: string;
  readonly title: string;
  /** A text alternative: what the drawing shows, in one or two sentences. */
  readonly description: string;
  /** From left to right. */
  readonly lanes: readonly Lane[];
  readonly steps: readonly Step[];
  /** How to read it. `data`, `opener`, `failed`: only where the diagram has one. */
  readonly legend: readonly { readonly sign: LegendSign; readonly text: string }[];
}
