/**
 * A lab report as whoever fills in an answer sheet reads it: the program's own output for a terminal of 80 columns,
 * sections by their headings, tables by rows and cells. Nothing here knows the program's data.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../../../src/model/language.js';
import { ROOT, runLine } from '../../../support/golden.js';
import { WORDS } from '../../../support/words.js';

export type SectionName = keyof (typeof WORDS)['en']['lab']['section'];

/** Where an answer stands. */
export interface Place {
  readonly section: SectionName;
  /** The line over the table, where a section has a table for each connection. */
  readonly under?: string;
  /** How the row begins; spaces are columns. */
  readonly row: string;
  /** Counted from 0; null: somewhere in the row or in the line. */
  readonly cell: number | null;
}

export class LabReport {
  readonly #lines: readonly string[];
  readonly #titles: ReadonlySet<string>;

  constructor(
    capture: string,
    readonly language: Language,
    options = '',
  ) {
    const { code, stdout } = runLine(`ftpscope lab --lang ${language} ${options} fixtures/captures/${capture}`);
    assert.equal(code, 0);
    this.#lines = stdout.split('\n');
    this.#titles = new Set(Object.values(WORDS[language].lab.section).map(({ title }) => title));
  }

  /** The lines below a heading. */
  section(name: SectionName): readonly string[] {
    const start = this.#lines.indexOf(WORDS[this.language].lab.section[name].title);
    assert.notEqual(start, -1, `no section ${name}`);
    const rest = this.#lines.slice(start + 1);
    const end = rest.findIndex((line) => this.#titles.has(line));
    return end === -1 ? rest : rest.slice(0, end);
  }

  read({ section, under, row, cell }: Place): string {
    let lines = this.section(section);
    if (under !== undefined) {
      const start = lines.findIndex((line) => line.startsWith(under));
      assert.notEqual(start, -1, `nothing is under ${under}`);
      lines = lines.slice(start + 1);
    }
    const found = lines.find((line) => cells(line).join('  ').startsWith(row));
    assert.ok(found !== undefined, `no row ${row} in ${section}:\n${lines.join('\n')}`);
    return cell === null ? found.trim() : (cells(found)[cell] ?? '');
  }
}

function cells(line: string): string[] {
  return line.trim().split(/ {2,}/);
}

/** What tshark says: rows by the names of its fields. The file's first line is the command that made it. */
export function tsharkRows(name: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(join(ROOT, 'test/reporter/views/lab/tshark', `${name}.tsv`), 'utf8');
  const [command = '', header = '', ...lines] = text.trimEnd().split('\n');
  assert.match(command, /^# tshark -r fixtures\/captures\//);
  const fields = header.split('\t');
  return lines.map((line) => {
    const values = line.split('\t');
    return Object.fromEntries(fields.map((field, n) => [field, values[n] ?? '']));
  });
}
