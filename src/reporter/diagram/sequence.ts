/**
 * A sequence diagram as plain data: who takes part, and what went from whom to whom in capture order. A format draws
 * it; like every text of a Document the texts are as they stood on the wire.
 */
import type { Cell, Role } from '../document.js';

/** The FTP client, the FTP server, and in an FXP transfer the other server. */
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

export type Step =
  | Arrow
  /** Nothing happened for long: the drawing shortens it. */
  | { readonly kind: 'pause'; readonly seconds: number; readonly text: string }
  /** About the whole session from here on: `encrypted from here`. */
  | {
      readonly kind: 'remark';
      readonly id: string;
      readonly frame: number;
      readonly text: string;
      readonly role: Role | null;
    }
  /** Steps that are left out because there are too many. */
  | { readonly kind: 'omission'; readonly steps: number; readonly text: string };

export interface SequenceDiagram {
  /** Unique in its document: `s1`. */
  readonly id: string;
  readonly title: string;
  /** A text alternative: what the drawing shows, in one or two sentences. */
  readonly description: string;
  /** From left to right. */
  readonly lanes: readonly Lane[];
  readonly steps: readonly Step[];
  /** How to read it, one line a sign. */
  readonly legend: readonly Cell[];
}
