/** Numbers for people. English digits and units; a program reads the raw values of JSON and CSV. */

/** `1,234,567`. */
export function formatCount(value: number): string {
  const digits = String(value);
  return digits.length < 4 ? digits : digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Up to here bytes are written out: a lab report compares them with a file's size. */
const EXACT_BYTES = 1e6;
const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `1,234 B`, from a million on `1.2 MB` (decimal, as Wireshark counts). */
export function formatBytes(value: number): string {
  return value < EXACT_BYTES ? `${formatCount(value)} B` : scaled(value, '');
}

/** `812 B/s`, `1.2 MB/s`. */
export function formatRate(bytesPerSecond: number): string {
  return bytesPerSecond < 1000 ? `${Math.round(bytesPerSecond)} B/s` : scaled(bytesPerSecond, '/s');
}

function scaled(value: number, suffix: string): string {
  let scaledValue = value / 1000;
  let unit = 0;
  // 999.95 would be printed as 1000.0.
  while (scaledValue >= 999.95 && unit < BYTE_UNITS.length - 1) {
    scaledValue /= 1000;
    unit += 1;
  }
  return `${scaledValue.toFixed(1)} ${BYTE_UNITS[unit]}${suffix}`;
}

/** `0.12 ms`, `12.3 ms`, `1.23 s`, `12.3 s`, `2 min 05 s`, `1 h 02 min`, `3 d 04 h`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0) return `-${formatDuration(-seconds)}`;
  if (seconds === 0) return '0 s';
  const milliseconds = seconds * 1000;
  if (milliseconds < 999.5) return `${threeDigits(milliseconds)} ms`;
  if (seconds < 59.95) return `${threeDigits(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
  const hours = Math.round(seconds / 3600);
  return `${Math.floor(hours / 24)} d ${two(hours % 24)} h`;
}

function threeDigits(value: number): string {
  if (value < 9.995) return value.toFixed(2);
  return value < 99.95 ? value.toFixed(1) : value.toFixed(0);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
