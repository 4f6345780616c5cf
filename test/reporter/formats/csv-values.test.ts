/** Every table as a spreadsheet reads it, beside the JSON of the same capture. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { analyzeCapture } from '../../../src/analyze.js';
import type { CaptureAnalysis } from '../../../src/model/analysis.js';
import { createReport, createTableReports, type ReportOptions } from '../../../src/reporter/report.js';
import { sanitize } from '../../../src/reporter/sanitize.js';
import { CAPTURES } from '../../support/truth.js';
import { first } from '../sample-analysis.js';
import { OPTIONS } from '../support.js';

const REPORT: ReportOptions = {
  ...OPTIONS,
  view: 'summary',
  format: 'csv',
  selected: false,
  severalCaptures: false,
  byteOrderMark: false,
  width: 80,
  color: false,
  origin: { schemaVersion: 1, generator: { name: 'ftpscope', version: '1' } },
};

type Json = Readonly<Record<string, unknown>>;

async function jsonOf(capture: CaptureAnalysis): Promise<Json> {
  const report = await createReport({ ...REPORT, format: 'json' });
  const text = [...report.capture(capture, 0), ...report.tail()].join('');
  return (JSON.parse(text) as { captures: Json[] }).captures[0] ?? {};
}

const list = (value: unknown): Json[] => value as Json[];
const pick = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner === null ? null : (inner as Json)[key]), value);

/** Columns that are named otherwise than in JSON, as paths; the others are its names with underscores. */
const PATHS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sessions: {
    session: 'id',
    client_address: 'client.address',
    client_port: 'client.port',
    server_address: 'server.address',
    server_port: 'server.port',
    start_frame: 'start.frame',
    start_time: 'start.time',
    start_timestamp: 'start.timestamp',
    end_frame: 'end.frame',
    end_time: 'end.time',
    end_timestamp: 'end.timestamp',
    closed_by: 'end.closedBy',
    how: 'end.how',
    tls_frame: 'tls.frame',
    tls_kind: 'tls.kind',
    tls_version: 'tls.version',
    server_name: 'tls.serverName',
    commands: 'commands.length',
    transfers: 'transfers.length',
    missing_bytes_client: 'missingBytes.client',
    missing_bytes_server: 'missingBytes.server',
    viewpoint: 'viewpoint.at',
    client_software: 'software.client',
    server_software: 'software.server',
  },
  transfers: {
    transfer: 'id',
    advertised_address: 'advertised.address',
    advertised_port: 'advertised.port',
    arithmetic: 'advertised.arithmetic',
  },
  findings: { finding: 'id' },
  captures: { sessions: 'sessions.length' },
};

/** Of a data connection, in the tables that have one. */
const DATA: Readonly<Record<string, string>> = {
  data_client_address: 'client.address',
  data_client_port: 'client.port',
  data_server_address: 'server.address',
  data_server_port: 'server.port',
  data_time: 'time',
};
const OF_DATA =
  /^(tcp_stream|opened_by|state|first_frame|last_frame|bytes.*|missing_bytes|retransmissions|connect_seconds|first_byte_seconds|duration_seconds|closed_by|how|tls)$/;

/** Lists that a table writes in one cell. */
const JOINED: Readonly<Record<string, (row: Json) => string>> = {
  reply_codes: (row) =>
    list(row.replies)
      .map(({ code }) => code)
      .join(' '),
  frames: (row) =>
    list(row.evidence)
      .map(({ frame }) => frame)
      .join(' '),
  findings: (row) => (row.findings as string[]).join(' '),
  transfers: (row) => (row.transfers as string[]).join(' '),
  alternatives: (row) => (row.alternatives as string[]).join(' '),
  fix: (row) => (row.fix as string[]).join(' | '),
  texts: (row) => (row.texts as string[]).join(' | '),
  link_types: (row) => (row.linkTypes as string[]).join(' '),
};

function jsonValue(table: string, column: string, row: Json): unknown {
  const path = PATHS[table]?.[column];
  if (path !== undefined) return pick(row, path);
  const joined = JOINED[column];
  if (joined !== undefined) return joined(row);
  const name = (DATA[column] ?? column).replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const hasData = table === 'transfers' || table === 'unpaired-data-connections';
  const own = hasData && (column in DATA || OF_DATA.test(column)) ? `data.${name}` : name;
  return pick(row, own) ?? null;
}

function rowsOf(table: string, capture: Json): Json[] {
  const sessions = list(capture.sessions);
  const ofEach = (key: string): Json[] =>
    sessions.flatMap((session) => list(session[key]).map((item) => ({ ...item, session: session.id })));
  switch (table) {
    case 'captures':
      return [capture];
    case 'sessions':
      return sessions;
    case 'transfers':
    case 'findings':
      return ofEach(table);
    case 'replies':
      return list(capture.replyCodes);
    case 'warnings':
      return list(capture.warnings);
    case 'unpaired-data-connections':
      return list(capture.unpairedDataConnections);
  }
  throw new Error(table);
}

/** As a cell: one line, and no formula. */
function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = sanitize(value);
  return /^[-=+@＝＋－＠]/.test(text) ? `'${text}` : text;
}

const RECORDED = [
  'vsftpd-scripted-files.pcap',
  'pureftpd-scripted-many-transfers.pcap',
  'forged-fxp.pcap',
  'forged-data-refused.pcap',
  'forged-name-gb18030.pcap',
  'forged-pcap-nanoseconds.pcap',
  'forged-tls-1-3.pcap',
];

async function check(capture: CaptureAnalysis): Promise<void> {
  const json = await jsonOf(capture);
  for (const [file, report] of await createTableReports(REPORT)) {
    const table = file.replace('.csv', '');
    const csv = [...report.capture(capture, 0), ...report.tail()].join('');
    const rows = parse(csv, { columns: true }) as Record<string, string>[];
    const expected = rowsOf(table, json);
    assert.equal(rows.length, expected.length, table);
    for (const [n, row] of rows.entries()) {
      for (const [column, text] of Object.entries(row)) {
        assert.equal(text, written(jsonValue(table, column, expected[n] ?? {})), `${table}, row ${n}, ${column}`);
      }
    }
  }
}

test('the tables of a capture with everything have the values of its JSON', () => check(first));

for (const name of RECORDED) {
  test(`the tables of ${name} have the values of its JSON`, async () => {
    await check(await analyzeCapture(`${CAPTURES}/${name}`));
  });
}

test('a byte order mark stands once, before the first capture', async () => {
  const report = await createReport({ ...REPORT, view: 'transfers', byteOrderMark: true, severalCaptures: true });
  const text = [...report.capture(first, 0), ...report.capture(first, 1), ...report.tail()].join('');
  assert.equal(text.lastIndexOf('\ufeff'), 0);
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
  assert.equal(rows.length, 16);
  assert.equal(rows[0]?.capture, first.path);
});
