/** Arguments that yargs would lose or misread, hidden from it and put back. */

/** Cannot be typed: an argument of a process has no NUL. */
const MARK = '\0';

/** Dropped from a list (yargs-parser#381), or taken for the value of a flag before them. */
const MISREAD: readonly string[] = ['-', 'true', 'false'];

/**
 * A lone `-`, files named `true` and `false`, and everything after `--` (a file may be named `-x` or
 * `timeline`) become opaque words.
 */
export function hideArguments(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const before = end === -1 ? argv : argv.slice(0, end);
  const after = end === -1 ? [] : argv.slice(end + 1);
  return [
    ...before.map((argument) => (MISREAD.includes(argument) ? MARK + argument : argument)),
    ...after.map((a) => MARK + a),
  ];
}

export function restoreArgument(argument: string): string {
  return argument.startsWith(MARK) ? argument.slice(1) : argument;
}

/** Whether the argument was hidden: it is no command. */
export function isHidden(argument: string): boolean {
  return argument.startsWith(MARK);
}

/** Decimal digits only: `Number` would take `0x15`, ` 21 ` and `1e3`, and yargs makes NaN of the rest. */
export function parseWholeNumber(text: string, least: number, most: number): number | null {
  if (!/^\d{1,10}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

/** Shorter beginnings are of too many words. */
const MIN_PREFIX = 3;

/** The candidate that the word was probably meant to be: mistyped, or begun. */
export function closest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.min(2, Math.floor(word.length / 2)) + 1;
  for (const candidate of candidates) {
    const begun = word.length >= MIN_PREFIX && candidate.startsWith(word);
    const distance = begun ? 1 : editDistance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (current[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replaced, (current[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (previous[j - 2] ?? 0) + 1);
      }
      next.push(least);
    }
    previous = current;
    current = next;
  }
  return current[b.length] ?? 0;
}
