import type { Segment } from '../wire/segment.js';
import { advance } from './sequence.js';

/** Most lengths kept: a handshake of TLS 1.3 has eight encrypted records at most; what has more carries data. */
const MAX_LENGTHS = 16;

const RECORD_HEADER = 5;
const APPLICATION_DATA = 23;
/** An encrypted alert in TLS 1.3: level, description, content type and tag (RFC 8446 section 5.2). */
const ALERT_LENGTH = 19;
/** An encrypted Finished by itself: message header, hash of 32 or 48 bytes, content type and tag. */
const FINISHED_LENGTHS: readonly number[] = [53, 69];
/** Session tickets that servers send after a full handshake, all of one length, and the longest usual length. */
const TICKETS = 2;
const MAX_TICKET = 500;

/**
 * The records of one end of a TLS connection, as far as they tell whether it carried more than the handshake: contents
 * are encrypted, lengths are not.
 */
export class TlsRecords {
  /** Lengths of the records of type application data, as many as are kept. */
  lengths: number[] = [];
  /** Sequence number of the next record's header. */
  next: number;
  /** Where records can no longer be followed: a hole, a header that was split or cut. */
  isLost = false;

  constructor(start: number) {
    this.next = start;
  }

  /** Takes in a segment; those that do not carry the next record's header are passed over. */
  receive({ bytes, payloadStart, payloadCaptured, payloadLength, sequence }: Segment): void {
    if (this.isLost || this.lengths.length >= MAX_LENGTHS) return;
    let at = (this.next - sequence) | 0;
    // Reordered segments are rare in a handshake: what comes after a hole is not read.
    if (at < 0) this.isLost = true;
    while (!this.isLost && at < payloadLength && this.lengths.length < MAX_LENGTHS) {
      if (at + RECORD_HEADER > payloadCaptured) {
        this.isLost = true;
        return;
      }
      const header = payloadStart + at;
      const length = ((bytes[header + 3] as number) << 8) | (bytes[header + 4] as number);
      if (bytes[header] === APPLICATION_DATA) this.lengths.push(length);
      at += RECORD_HEADER + length;
    }
    this.next = advance(sequence, at);
  }

  /**
   * Whether data was sent after the handshake; null when the lengths do not tell.
   * @param isServer of TLS: servers send tickets.
   */
  movedData(isVersion13: boolean, isServer: boolean): boolean | null {
    const { lengths } = this;
    if (lengths.length >= MAX_LENGTHS) return true;
    if (!isVersion13) return lengths.length > 0 ? true : this.isLost ? null : false;
    const finished = lengths.findIndex((length) => FINISHED_LENGTHS.includes(length));
    if (finished < 0) return lengths.length === 0 && !this.isLost ? false : null;
    const after = lengths.slice(finished + 1).filter((length) => length !== ALERT_LENGTH);
    if (after.length === 0) return this.isLost ? null : false;
    const areTickets = after.every((length) => length === after[0] && length <= MAX_TICKET) && after.length <= TICKETS;
    if (!isServer || !areTickets) return true;
    return after.length === TICKETS && !this.isLost ? false : null;
  }
}
