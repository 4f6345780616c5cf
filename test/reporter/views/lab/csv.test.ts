/** The tables of a lab report as a spreadsheet gets them: one file a section, read back by a parser. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { csvHeader, csvRows } from '../../../../src/reporter/formats/csv.js';
import { labFlat } from '../../../../src/reporter/views/lab/section.js';
import { LAB_SECTIONS } from '../../../../src/reporter/views/lab/sections.js';
import { runLine } from '../../../support/golden.js';
import { first } from '../../sample-analysis.js';
import { OPTIONS } from '../../support.js';
import { tsharkRows } from './report-reader.js';

const folder = mkdtempSync(join(tmpdir(), 'lab-'));
after(() => rmSync(folder, { recursive: true }));

const { code } = runLine(
  `ftpscope lab --format csv --output ${folder} fixtures/captures/vsftpd-tnftp-passive-session.pcap`,
);

function table(name: string): Record<string, string>[] {
  return parse(readFileSync(join(folder, `${name}.csv`)), { columns: true });
}

test('one file a section', () => {
  assert.equal(code, 0);
  assert.deepEqual(readdirSync(folder).sort(), LAB_SECTIONS.map(({ id }) => `${id}.csv`).sort());
});

test('the handshake of the control connection, as tshark has it', () => {
  const rows = table('handshakes').filter(({ connection }) => connection === 'control');
  assert.deepEqual(
    rows.map((row) => ({
      'frame.number': row.frame,
      'ip.src': row.source_address,
      'ip.dst': row.destination_address,
      'tcp.srcport': row.source_port,
      'tcp.dstport': row.destination_port,
      'tcp.seq_raw': row.sequence_raw,
      'tcp.seq': row.sequence_relative,
      'tcp.hdr_len': row.header_length,
      'tcp.window_size_value': row.window,
    })),
    tsharkRows('cisco-handshake').map((row) =>
      Object.fromEntries(Object.entries(row).filter(([field]) => !/flags|ack|time_relative/.test(field))),
    ),
  );
});

for (const section of LAB_SECTIONS) {
  test(`${section.id}: hostile texts end no row and start no formula`, () => {
    const flat = labFlat(section, first, OPTIONS);
    const rows: string[][] = parse(csvHeader(flat, []) + [...csvRows(flat, [])].join(''));
    assert.deepEqual(rows[0], flat.columns);
    assert.equal(rows.length - 1, [...flat.rows].length);
    for (const row of rows) {
      assert.equal(row.length, flat.columns.length);
      for (const value of row) assert.doesNotMatch(value, /^[=+@\t\r]|\n/);
    }
  });
}
