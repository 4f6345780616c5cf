/** Moments of a capture as the user wants them: seconds since its first packet, UTC, or local time. */
import { addSeconds, secondsBetween, type Timestamp, toRfc3339 } from '../model/timestamp.js';

export type TimeStyle = 'relative' | 'utc' | 'local';

const RFC_3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6}|\d{9})Z$/;

/** Null for a text that toRfc3339 cannot have written. */
function parseTimestamp(text: string): Timestamp | null {
  const match = RFC_3339.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { seconds: Date.parse(`${match[1]}Z`) / 1000, nanoseconds: Number(match[2].padEnd(9, '0')) };
}

/** Seconds from the first to the last packet; null when the capture has none. */
export function captureSeconds(capture: {
  firstTimestamp: string | null;
  lastTimestamp: string | null;
}): number | null {
  const first = capture.firstTimestamp === null ? null : parseTimestamp(capture.firstTimestamp);
  const last = capture.lastTimestamp === null ? null : parseTimestamp(capture.lastTimestamp);
  return first === null || last === null ? null : secondsBetween(first, last);
}

export class Clock {
  readonly #first: Timestamp | null;
  readonly #digits: 6 | 9;

  /** `firstTimestamp` is the capture's: an Analysis gives most moments as seconds since then. */
  constructor(
    firstTimestamp: string | null,
    readonly style: TimeStyle,
  ) {
    this.#first = firstTimestamp === null ? null : parseTimestamp(firstTimestamp);
    this.#digits = firstTimestamp !== null && firstTimestamp.length > 27 ? 9 : 6;
  }

  /** `12.345678`, or the time of day `09:30:12.345678`; without a known first packet always the former. */
  moment(seconds: number): string {
    if (this.style === 'relative' || this.#first === null) return seconds.toFixed(6);
    const at = addSeconds(this.#first, seconds);
    return this.style === 'utc' ? toRfc3339(at, 6).slice(11, 26) : localTimeOfDay(at);
  }

  /** As moment(), with the date: for the start of something long. */
  start(seconds: number): string {
    if (this.style === 'relative' || this.#first === null) return `${seconds.toFixed(6)} s`;
    const at = addSeconds(this.#first, seconds);
    if (this.style === 'utc') return `${toRfc3339(at, 6).slice(0, 26).replace('T', ' ')} UTC`;
    return `${localDate(at)} ${localTimeOfDay(at)}`;
  }

  /** RFC 3339 UTC with the digits of the capture; null when its first packet has no time. */
  timestamp(seconds: number): string | null {
    return this.#first === null ? null : toRfc3339(addSeconds(this.#first, seconds), this.#digits);
  }

  /** The capture's first packet: `2026-11-23 09:30:00 UTC`, to the second. */
  firstPacket(): string | null {
    if (this.#first === null) return null;
    if (this.style === 'local') return `${localDate(this.#first)} ${localTimeOfDay(this.#first).slice(0, 8)}`;
    return `${toRfc3339(this.#first, 6).slice(0, 19).replace('T', ' ')} UTC`;
  }
}

function localTimeOfDay(at: Timestamp): string {
  const date = new Date(at.seconds * 1000);
  const fraction = String(at.nanoseconds).padStart(9, '0').slice(0, 6);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${fraction}`;
}

function localDate(at: Timestamp): string {
  const date = new Date(at.seconds * 1000);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
