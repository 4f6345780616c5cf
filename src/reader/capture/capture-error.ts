import type { Text } from '../../model/language.js';

export type CaptureErrorCode =
  | 'not-found'
  | 'not-readable'
  | 'is-directory'
  /** No byte at all. */
  | 'empty'
  /** Something else than a capture, or less than a capture's header. */
  | 'not-a-capture'
  /** A capture, in a format that is not read; or a compressed file. */
  | 'unsupported-format';

/** Nothing of the input can be read. One sentence names what was found instead; the message is the English one. */
export class CaptureError extends Error {
  readonly code: CaptureErrorCode;
  readonly text: Text;

  constructor(code: CaptureErrorCode, text: Text, options?: ErrorOptions) {
    super(text.en, options);
    this.name = 'CaptureError';
    this.code = code;
    this.text = text;
  }
}
