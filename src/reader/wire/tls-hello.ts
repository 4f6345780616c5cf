import { u8, u16 } from './bytes.js';

/**
 * What the first flight of one end shows of a TLS handshake, as bits: kept for every connection that starts with TLS,
 * so it has to be small. RFC 8446 section 4, RFC 5246 section 7.
 */
export const CLIENT_HELLO = 1;
export const SERVER_HELLO = 2;
/** The ClientHello was captured whole, so `OFFERS_SESSION` can be believed when it is not set. */
export const WHOLE = 4;
/** A session id, a ticket (RFC 5077) or a pre-shared key (RFC 8446 section 4.2.11) is offered. */
export const OFFERS_SESSION = 8;
/** The server took up a session. */
export const RESUMES = 16;
/** The server made a new session: it sent its certificate, or chose no pre-shared key. */
export const NEW_SESSION = 32;
/** A session id that offers a session to a server of TLS 1.2, and nothing to one of TLS 1.3. */
export const OFFERS_OLD_SESSION = 64;
/** The server chose TLS 1.3. */
export const VERSION_1_3 = 128;
/** It was a HelloRetryRequest: the ServerHello that counts comes later. */
export const ASKS_AGAIN = 256;

const RECORD_HEADER = 5;
const HANDSHAKE_RECORD = 22;
const ALERT_RECORD = 21;
const CHANGE_CIPHER_SPEC_RECORD = 20;
const HANDSHAKE_HEADER = 4;
const TYPE_CLIENT_HELLO = 1;
const TYPE_SERVER_HELLO = 2;
const TYPE_CERTIFICATE = 11;
const TYPE_NEW_SESSION_TICKET = 4;
const EXTENSION_SESSION_TICKET = 35;
const EXTENSION_PRE_SHARED_KEY = 41;
const EXTENSION_SUPPORTED_VERSIONS = 43;
const TLS_1_3 = 0x0304;
const FATAL = 2;
/** First bytes of the random that makes a ServerHello a HelloRetryRequest (RFC 8446 section 4.1.3). */
const RETRY_REQUEST = 0xcf21;

/** Reads the first payload of one end. */
export function readFirstFlight(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < RECORD_HEADER + HANDSHAKE_HEADER || u8(bytes, start) !== HANDSHAKE_RECORD) return 0;
  const type = u8(bytes, start + RECORD_HEADER);
  if (type === TYPE_CLIENT_HELLO) return readHello(bytes, start + RECORD_HEADER, end, false) | CLIENT_HELLO;
  if (type !== TYPE_SERVER_HELLO) return 0;
  const hello = readHello(bytes, start + RECORD_HEADER, end, true);
  return SERVER_HELLO | hello | (hello & VERSION_1_3 ? 0 : afterServerHello(bytes, start, end));
}

/** The description of a fatal alert in the clear at the start of a payload (RFC 8446 section 6), or -1. */
export function fatalAlert(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < RECORD_HEADER + 2 || u8(bytes, start) !== ALERT_RECORD || u8(bytes, start + 1) !== 3) return -1;
  const isPlain = u16(bytes, start + 3) === 2 && u8(bytes, start + RECORD_HEADER) === FATAL;
  return isPlain ? u8(bytes, start + RECORD_HEADER + 1) : -1;
}

function readHello(bytes: Uint8Array, start: number, end: number, isServer: boolean): number {
  const bodyEnd = start + HANDSHAKE_HEADER + (u8(bytes, start + 1) << 16) + u16(bytes, start + 2);
  if (bodyEnd > end) return 0;
  let at = start + HANDSHAKE_HEADER + 2 + 32;
  if (at >= bodyEnd) return 0;
  const sessionId = u8(bytes, at);
  at += 1 + sessionId;
  if (isServer) at += 3;
  else {
    if (at + 2 > bodyEnd) return 0;
    at += 2 + u16(bytes, at);
    if (at + 1 > bodyEnd) return 0;
    at += 1 + u8(bytes, at);
  }
  let offersKey = false;
  let offersTicket = false;
  let isVersion13 = false;
  at += 2;
  while (at + 4 <= bodyEnd) {
    const extension = u16(bytes, at);
    const length = u16(bytes, at + 2);
    if (extension === EXTENSION_PRE_SHARED_KEY) offersKey = true;
    if (extension === EXTENSION_SESSION_TICKET && length > 0) offersTicket = true;
    if (extension === EXTENSION_SUPPORTED_VERSIONS) {
      isVersion13 = isServer ? length === 2 && u16(bytes, at + 4) === TLS_1_3 : names13(bytes, at + 5, at + 4 + length);
    }
    at += 4 + length;
  }
  if (isServer) {
    if (!isVersion13) return 0;
    if (u16(bytes, start + HANDSHAKE_HEADER + 2) === RETRY_REQUEST) return VERSION_1_3 | ASKS_AGAIN;
    return VERSION_1_3 | (offersKey ? RESUMES : NEW_SESSION);
  }
  if (offersKey || offersTicket || (sessionId > 0 && !isVersion13)) return WHOLE | OFFERS_SESSION;
  // Clients of TLS 1.3 send a session id for old middleboxes too (RFC 8446 section 4.1.2).
  return WHOLE | (sessionId > 0 ? OFFERS_OLD_SESSION : 0);
}

function names13(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at + 2 <= to && at + 2 <= bytes.length; at += 2) if (u16(bytes, at) === TLS_1_3) return true;
  return false;
}

/** TLS 1.2 and older: what follows the ServerHello is the certificate, or at once the change of cipher. */
function afterServerHello(bytes: Uint8Array, start: number, end: number): number {
  let record = start;
  while (record + RECORD_HEADER < end) {
    const type = u8(bytes, record);
    const recordEnd = record + RECORD_HEADER + u16(bytes, record + 3);
    if (type === CHANGE_CIPHER_SPEC_RECORD) return RESUMES;
    if (type !== HANDSHAKE_RECORD) return 0;
    let at = record + RECORD_HEADER;
    while (at + HANDSHAKE_HEADER <= Math.min(recordEnd, end)) {
      const message = u8(bytes, at);
      if (message === TYPE_CERTIFICATE) return NEW_SESSION;
      if (message !== TYPE_SERVER_HELLO && message !== TYPE_NEW_SESSION_TICKET) return 0;
      at += HANDSHAKE_HEADER + (u8(bytes, at + 1) << 16) + u16(bytes, at + 2);
    }
    record = recordEnd;
  }
  return 0;
}
