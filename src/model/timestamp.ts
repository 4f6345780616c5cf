/**
 * A point in time as whole seconds since 1970-01-01T00:00:00Z plus nanoseconds.
 *
 * Two integers rather than a bigint or a float: both fit V8's small integers, so the hot path allocates nothing for
 * them, and no digit that the capture has is lost.
 */
export interface Timestamp {
  /** Whole seconds since the Unix epoch; may be negative. */
  readonly seconds: number;
  /** 0 to 999,999,999, always added to `seconds`. */
  readonly nanoseconds: number;
}

const NANOSECONDS_PER_SECOND = 1e9;

/** RFC 3339 has four-digit years only: 0000-01-01 to 9999-12-31. */
const MIN_SECONDS = -62_167_219_200;
const MAX_SECONDS = 253_402_300_799;

/** Seconds from `from` to `to`, negative when `to` is earlier; exact to the nanosecond for spans under 100 days. */
export function secondsBetween(from: Timestamp, to: Timestamp): number {
  const seconds = to.seconds - from.seconds;
  const nanoseconds = to.nanoseconds - from.nanoseconds;
  // Integers are added before the one division, so that 0.1 s prints as 0.1 and not as 0.09999999.
  const total = seconds * NANOSECONDS_PER_SECOND + nanoseconds;
  return Number.isSafeInteger(total) ? total / NANOSECONDS_PER_SECOND : seconds + nanoseconds / NANOSECONDS_PER_SECOND;
}

/** The point in time `seconds` (a fraction is rounded to the nanosecond) after `base`. */
export function addSeconds(base: Timestamp, seconds: number): Timestamp {
  const whole = Math.floor(seconds);
  const nanoseconds = base.nanoseconds + Math.round((seconds - whole) * NANOSECONDS_PER_SECOND);
  const carry = Math.floor(nanoseconds / NANOSECONDS_PER_SECOND);
  return {
    seconds: base.seconds + whole + carry,
    nanoseconds: nanoseconds - carry * NANOSECONDS_PER_SECOND,
  };
}

/**
 * RFC 3339 in UTC with `digits` decimals: `2026-11-23T09:30:00.123456Z`.
 * Times outside the years 0000 to 9999, which only a corrupt capture has, are clamped to them.
 */
export function toRfc3339(timestamp: Timestamp, digits: 6 | 9): string {
  const seconds = Math.min(Math.max(timestamp.seconds, MIN_SECONDS), MAX_SECONDS);
  const date = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${date}.${String(timestamp.nanoseconds).padStart(9, '0').slice(0, digits)}Z`;
}
