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

/** Nothing of the input can be read. The message is one English sentence that names what was found instead. */
export class CaptureError extends Error {
  readonly code: CaptureErrorCode;

  constructor(code: CaptureErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CaptureError';
    this.code = code;
  }
}
