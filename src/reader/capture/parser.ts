import type { Text } from '../../model/language.js';

/** Why and where reading a capture stops before its end. */
export interface Damage {
  readonly kind:
    | 'truncated-file'
    | 'corrupt-packet-header'
    | 'corrupt-block'
    | 'corrupt-gzip'
    | 'read-error'
    | 'too-many-interfaces'
    /** Not the file: who reads it was told to stop. */
    | 'interrupted';
  /** One sentence without its end: the tally adds how far the capture was read. */
  readonly message: Text;
}

/**
 * Takes a capture's bytes in chunks of any size and hands its packets to a tally while it does so.
 * Bad bytes come back as a `Damage`; after one, the parser takes no more. Where not even the file's header can be
 * read it throws a CaptureError; an error that the tally's sink throws passes through.
 */
export interface CaptureParser {
  /** The chunk is borrowed until the call returns. */
  push(chunk: Buffer): Damage | null;
  /** The input ended. */
  end(): Damage | null;
}
