/** TLS record layer (RFC 8446 section 5.1): content type, version, length. */
const RECORD_HEADER = 5;
const CONTENT_ALERT = 21;
const CONTENT_HANDSHAKE = 22;
const CONTENT_TYPES_FIRST = 20;
const CONTENT_TYPES_LAST = 24;
/** An alert in the clear: level and description (RFC 8446 section 6); an encrypted one is longer. */
const ALERT_LENGTH = 2;
const FATAL = 2;
/** 2^14 of plaintext and the expansion that RFC 5246 section 6.2.3 allows. */
const MAX_RECORD = 16_384 + 2048;

const HANDSHAKE_HEADER = 4;
const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
const EXTENSION_SERVER_NAME = 0;
const EXTENSION_SUPPORTED_VERSIONS = 43;

/** Handshake bytes kept to find the hello: more than any hello without a post-quantum key share pair needs. */
const MAX_HELLO = 32_768;

const VERSIONS: Readonly<Record<number, string>> = {
  768: 'SSL 3.0',
  769: 'TLS 1.0',
  770: 'TLS 1.1',
  771: 'TLS 1.2',
  772: 'TLS 1.3',
};

/** What the hello messages show. */
export interface Hello {
  /** Version that the server chose; null until its hello was seen. */
  readonly version: string | null;
  /** Name that the client asked for (RFC 6066 section 3). */
  readonly serverName: string | null;
}

/** Whether the bytes, as many as there are, can be the start of a TLS record: text starts with none of its types. */
export function startsTlsRecord(bytes: Uint8Array): boolean {
  const [type = 0, major = 3] = bytes;
  return type >= CONTENT_TYPES_FIRST && type <= CONTENT_TYPES_LAST && major === 3;
}

/** A command or reply line, as it stands in plain text after the last record. */
const PLAIN_LINE = /^(?:[A-Za-z]{3,4}[ \r\n]|[1-6][0-9]{2}[ -])/;

/** Follows the records of one direction: finds the hello, and where records end and plain text starts again (CCC). */
export class TlsReader {
  hello: Hello = { version: null, serverName: null };
  /** Description of the fatal alert that broke the handshake off: later ones are encrypted. Null without one. */
  alert: number | null = null;
  private header: number[] = [];
  private bodyLeft = 0;
  private isHandshake = false;
  private alertBytes: number[] | null = null;
  private handshake: number[] = [];
  private done = false;
  private lost = false;

  /** @returns the bytes that are no longer TLS, or null when all of it is (or may be, after a gap). */
  push(bytes: Uint8Array): Uint8Array | null {
    let at = 0;
    while (at < bytes.length && !this.lost) {
      if (this.bodyLeft > 0) {
        const take = Math.min(this.bodyLeft, bytes.length - at);
        if (this.isHandshake && !this.done) this.collect(bytes.subarray(at, at + take));
        this.readAlert(bytes.subarray(at, at + take));
        this.bodyLeft -= take;
        at += take;
        continue;
      }
      this.header.push(bytes[at] as number);
      at++;
      if (this.header.length < RECORD_HEADER) continue;
      const header = Uint8Array.from(this.header);
      this.header = [];
      if (!startsTlsRecord(header)) {
        this.lost = true;
        const isPlain = PLAIN_LINE.test(Buffer.from(header).toString('latin1'));
        return isPlain ? Buffer.concat([header, bytes.subarray(at)]) : null;
      }
      const [type = 0, , , high = 0, low = 0] = header;
      this.bodyLeft = (high << 8) | low;
      // Sizes that no TLS has: the reader is out of step.
      if (this.bodyLeft > MAX_RECORD) this.lost = true;
      this.isHandshake = type === CONTENT_HANDSHAKE;
      this.alertBytes = type === CONTENT_ALERT && this.bodyLeft === ALERT_LENGTH ? [] : null;
    }
    return null;
  }

  /** Bytes are missing: record boundaries are no longer known. */
  gap(length: number): void {
    this.done = true;
    this.alertBytes = null;
    if (length <= this.bodyLeft) this.bodyLeft -= length;
    else this.lost = true;
  }

  private readAlert(bytes: Uint8Array): void {
    if (this.alertBytes === null) return;
    this.alertBytes.push(...bytes);
    const [level, description] = this.alertBytes;
    if (level === FATAL && description !== undefined) this.alert ??= description;
  }

  private collect(bytes: Uint8Array): void {
    const collected = this.handshake;
    for (const byte of bytes) collected.push(byte);
    if (collected.length < HANDSHAKE_HEADER) return;
    const [, high = 0, middle = 0, low = 0] = collected;
    const length = (high << 16) | (middle << 8) | low;
    const isWhole = collected.length >= HANDSHAKE_HEADER + length;
    if (!isWhole && collected.length < MAX_HELLO) return;
    const body = Uint8Array.from(collected);
    this.done = true;
    this.handshake = [];
    const hello = readHello(body);
    // An extension that is not there may name another version.
    this.hello = isWhole ? hello : { ...hello, version: null };
  }
}

/** Reads as much of a ClientHello or ServerHello (RFC 8446 section 4.1) as is there. */
function readHello(body: Uint8Array): Hello {
  const view = Buffer.from(body);
  const type = view[0];
  const u8 = (at: number) => view[at] ?? 0;
  const u16 = (at: number) => (u8(at) << 8) | u8(at + 1);
  if (type !== CLIENT_HELLO && type !== SERVER_HELLO) return { version: null, serverName: null };
  let version = type === SERVER_HELLO ? u16(HANDSHAKE_HEADER) : 0;
  let serverName: string | null = null;
  let at = HANDSHAKE_HEADER + 2 + 32;
  at += 1 + u8(at);
  at += type === CLIENT_HELLO ? 2 + u16(at) : 2;
  at += type === CLIENT_HELLO ? 1 + u8(at) : 1;
  const end = Math.min(at + 2 + u16(at), view.length);
  at += 2;
  while (at + 4 <= end) {
    const extension = u16(at);
    const length = u16(at + 2);
    at += 4;
    if (extension === EXTENSION_SUPPORTED_VERSIONS && type === SERVER_HELLO && length === 2) version = u16(at);
    if (extension === EXTENSION_SERVER_NAME && type === CLIENT_HELLO && length > 5 && at + length <= end) {
      serverName = view.toString('latin1', at + 5, Math.min(at + 5 + u16(at + 3), at + length));
    }
    at += length;
  }
  return { version: version === 0 ? null : (VERSIONS[version] ?? `0x${version.toString(16)}`), serverName };
}
