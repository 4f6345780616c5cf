/**
 * `npm run bench`: ftpscope beside tshark and tcpdump on captures that are made here, in turn and several times in one
 * run, so that all meet the same machine. Prints medians and ratios; a time by itself says little.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CaptureWriter, type Container } from './capture-writer.js';
import { KINDS, type Kind } from './kinds.js';
import { isInstalled, type Measurement, measure, median } from './measure.js';

const USAGE = `Usage: npm run bench -- [options]
  --megabytes N   size of the captures whose size can be chosen (default: as fits each)
  --runs N        how often each program reads each capture (default 3)
  --only NAME     this kind of capture only: ${KINDS.map(({ name }) => name).join(', ')}; may be repeated
  --folder DIR    where the captures are kept for the next run (default: made anew and removed)
  --json FILE     writes the figures there too
`;

const FTPSCOPE = fileURLToPath(new URL('../../../bin/ftpscope.js', import.meta.url));

/** The fields of FTP that tshark knows. */
const TSHARK_FIELDS = [
  'frame.number',
  'tcp.stream',
  'ftp.request.command',
  'ftp.request.arg',
  'ftp.response.code',
  'ftp.response.arg',
  'ftp-data.command',
  'ftp-data.setup-method',
];

const TWO_FILES = 'two files';

const PROGRAMS: Readonly<Record<string, (path: string) => [string, ...string[]]>> = {
  ftpscope: (path) => ['node', FTPSCOPE, path, '--no-progress'],
  // The same file twice: how much side by side saves.
  [TWO_FILES]: (path) => ['node', FTPSCOPE, path, path, '--no-progress'],
  tshark: (path) => [
    'tshark',
    '-r',
    path,
    '-Y',
    'ftp || ftp-data',
    '-T',
    'fields',
    ...TSHARK_FIELDS.flatMap((f) => ['-e', f]),
  ],
  tcpdump: (path) => ['tcpdump', '-r', path, '-w', '/dev/null'],
};

/** Runs of ftpscope itself. */
const OWN = ['ftpscope', TWO_FILES];

interface Figures {
  readonly seconds: number;
  readonly megabytes: number | null;
}

interface Line {
  readonly kind: string;
  readonly container: Container;
  readonly fileMegabytes: number;
  readonly packets: number;
  readonly programs: Readonly<Record<string, Figures>>;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      megabytes: { type: 'string' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string', multiple: true },
      folder: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const kinds = KINDS.filter(({ name }) => values.only?.includes(name) ?? true);
  const programs = Object.keys(PROGRAMS).filter((name) => OWN.includes(name) || isInstalled(name));
  for (const name of Object.keys(PROGRAMS)) {
    if (!programs.includes(name)) process.stdout.write(`${name} is not installed and left out.\n`);
  }
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'ftpscope-bench-'));
  mkdirSync(folder, { recursive: true });
  const lines: Line[] = [];
  try {
    process.stdout.write(`${header(programs)}\n`);
    for (const kind of kinds) {
      for (const container of ['pcap', 'pcapng'] as const) {
        const line = await compare(
          kind,
          container,
          programs,
          folder,
          Number(values.megabytes ?? kind.megabytes),
          Number(values.runs),
        );
        lines.push(line);
        process.stdout.write(`${format(line, programs)}\n`);
      }
    }
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(
    '\ntimes: medians; two files: the same one twice; tshark /: its time by that of ftpscope; / tcpdump: the time of ftpscope by its\n',
  );
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(lines, null, 2)}\n`);
}

async function compare(
  kind: Kind,
  container: Container,
  programs: readonly string[],
  folder: string,
  megabytes: number,
  runs: number,
): Promise<Line> {
  const path = join(folder, `${kind.name}-${megabytes}.${container}`);
  const packetsPath = `${path}.packets`;
  if (!existsSync(packetsPath)) {
    const writer = new CaptureWriter(path, container);
    kind.write(writer, megabytes);
    writer.close();
    writeFileSync(packetsPath, String(writer.packets));
  }
  // Into the page cache.
  await measure('cat', [path]);
  const measured = new Map<string, Measurement[]>(programs.map((name) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const name of programs) {
      const [program, ...args] = PROGRAMS[name]?.(path) ?? ['true'];
      measured.get(name)?.push(await measure(program, args));
    }
  }
  return {
    kind: kind.name,
    container,
    fileMegabytes: statSync(path).size / 1e6,
    packets: Number(readFileSync(packetsPath, 'utf8')),
    programs: Object.fromEntries([...measured].map(([name, all]) => [name, figures(all)])),
  };
}

function figures(all: readonly Measurement[]): Figures {
  const memory = all.flatMap(({ megabytes }) => (megabytes === null ? [] : [megabytes]));
  return { seconds: median(all.map(({ seconds }) => seconds)), megabytes: memory.length === 0 ? null : median(memory) };
}

function header(programs: readonly string[]): string {
  const columns = ['capture'.padEnd(22), 'file MB'.padStart(8), 'packets'.padStart(10)];
  for (const name of programs) columns.push(`${name} s`.padStart(11), 'MB'.padStart(6));
  columns.push('two / one'.padStart(10));
  if (programs.includes('tshark')) columns.push('tshark /'.padStart(9));
  if (programs.includes('tcpdump')) columns.push('/ tcpdump'.padStart(10));
  return columns.join(' ');
}

function format({ kind, container, fileMegabytes, packets, programs }: Line, names: readonly string[]): string {
  const columns = [
    `${kind}.${container}`.padEnd(22),
    fileMegabytes.toFixed(0).padStart(8),
    packets.toLocaleString('en').padStart(10),
  ];
  for (const name of names) {
    const { seconds, megabytes } = programs[name] ?? { seconds: 0, megabytes: null };
    columns.push(seconds.toFixed(2).padStart(11), (megabytes?.toFixed(0) ?? '-').padStart(6));
  }
  const own = programs.ftpscope?.seconds ?? 0;
  columns.push(((programs[TWO_FILES]?.seconds ?? 0) / own).toFixed(2).padStart(10));
  if (programs.tshark !== undefined) columns.push((programs.tshark.seconds / own).toFixed(1).padStart(9));
  if (programs.tcpdump !== undefined) columns.push((own / programs.tcpdump.seconds).toFixed(1).padStart(10));
  return columns.join(' ');
}

await main();
