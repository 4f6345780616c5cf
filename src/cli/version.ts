import { readFileSync } from 'node:fs';

/** From package.json, the next one above this file: compiled code lies in dist/, in tests one folder deeper. */
export function packageVersion(): string {
  for (const above of ['../..', '../../..']) {
    try {
      const text = readFileSync(new URL(`${above}/package.json`, import.meta.url), 'utf8');
      const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown };
      if (name === 'ftpscope' && typeof version === 'string') return version;
    } catch {
      // Not there: look further up.
    }
  }
  return 'unknown';
}
