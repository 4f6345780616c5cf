/** `npm run fuzz -- --bombs`: each bomb at its full size through the command, with what it cost. */
import { spawn } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Bomb } from './bomb.js';
import { BOMBS } from './index.js';

export interface Cost {
  readonly code: number | null;
  /** CPU seconds, user and system. */
  readonly seconds: number;
  /** Largest resident set. */
  readonly megabytes: number;
  readonly stderr: string;
  /** Of the texts that were to be looked for in the report those that stand there. */
  readonly found: ReadonlySet<string>;
}

/** What takes longer has not ended. */
const MOST_MILLISECONDS = 3_600_000;

/** Four times the input may take this many times as long: 4 for what is linear, 16 for a square. */
const MOST_OF_FOUR = 7;

/** Exit codes of the contract for a capture that can be opened. */
const CODES: readonly (number | null)[] = [0, 3, 4];

/** Prints its own cost after everything else: CPU time is not disturbed by what else runs. */
const MEASURED = `
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    require('node:fs').writeSync(2, '\\n@' + [(userCPUTime + systemCPUTime) / 1e6, (maxRSS * 1024) / 1e6].join());
  });`;

/**
 * Runs the command with its report thrown away.
 * @param sought texts to look for in the report.
 */
export async function costOf(root: string, args: readonly string[], sought: readonly string[] = []): Promise<Cost> {
  const hook = `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(join(root, 'package.json'))}); ${MEASURED}`)}`;
  const child = spawn(process.execPath, ['--import', hook, join(root, 'bin/ftpscope.js'), ...args], {
    stdio: ['ignore', sought.length > 0 ? 'pipe' : 'ignore', 'pipe'],
    timeout: MOST_MILLISECONDS,
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const found = new Set<string>();
  let tail = Buffer.alloc(0);
  child.stdout?.on('data', (chunk: Buffer) => {
    const text = Buffer.concat([tail, chunk]);
    for (const each of sought) if (!found.has(each) && text.includes(each)) found.add(each);
    tail = Buffer.from(text.subarray(-100));
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [said = '', figures = ''] = stderr.split('\n@');
  const [seconds = Number.NaN, megabytes = Number.NaN] = figures.split(',').map(Number);
  return { code, seconds, megabytes, stderr: said, found };
}

/** What is wrong with the full size, compared with a quarter of it. */
function faultsOf(quarter: Cost, whole: Cost, says: readonly string[]): string[] {
  const faults: string[] = [];
  if (!CODES.includes(whole.code)) faults.push('EXIT CODE');
  // What a fifth of a second takes is the start of the program.
  if (whole.seconds / Math.max(quarter.seconds, 0.2) > MOST_OF_FOUR) faults.push('NOT LINEAR');
  if (/\n {4}at /.test(whole.stderr)) faults.push('STACK TRACE');
  for (const kind of says) if (!whole.found.has(`"${kind}"`)) faults.push(`NOT SAID: ${kind}`);
  return faults;
}

const COLUMNS = [26, 10, 8, 8, 8, 6, 9, 8, 5];

function row(cells: readonly string[]): string {
  return cells.map((cell, n) => (n === 0 ? cell.padEnd(COLUMNS[n] ?? 0) : cell.padStart(COLUMNS[n] ?? 0))).join(' ');
}

async function tellBomb(root: string, path: string, bomb: Bomb, share: number, args: readonly string[]) {
  const { full, write } = bomb;
  const says = share === 1 && args.includes('json') ? (bomb.says ?? []) : [];
  const cost = async (size: number) => {
    write(path, size);
    const sought = says.map((kind) => `"${kind}"`);
    return { ...(await costOf(root, [...args, path], sought)), file: statSync(path).size / 1e6, size };
  };
  const quarter = await cost((full * share) / 4);
  const whole = await cost(full * share);
  rmSync(path);
  const cells = [
    bomb.name,
    String(whole.size),
    whole.file.toFixed(1),
    quarter.seconds.toFixed(2),
    whole.seconds.toFixed(2),
    `x${(whole.seconds / quarter.seconds).toFixed(1)}`,
    quarter.megabytes.toFixed(0),
    whole.megabytes.toFixed(0),
    String(whole.code),
  ];
  const faults = faultsOf(quarter, whole, says);
  const said = whole.stderr.trim().split('\n')[0]?.split('.cap: ').at(-1)?.slice(0, 60) ?? '';
  process.stdout.write(`${row(cells)}  ${faults.length > 0 ? `!! ${faults.join(', ')} !! ` : ''}${said}\n`);
  return faults.length;
}

/**
 * @param share of the full size.
 * @returns how many things were wrong.
 */
export async function tellBombs(
  root: string,
  folder: string,
  only: RegExp,
  share: number,
  args: readonly string[],
): Promise<number> {
  const titles = ['bomb', 'size', 'file MB', 'CPU s/4', 'CPU s', 'ratio', 'MB/4', 'peak MB', 'exit'];
  process.stdout.write(`${row(titles)}  said on standard error\n`);
  let faults = 0;
  for (const bomb of BOMBS.filter(({ name }) => only.test(name))) {
    faults += await tellBomb(root, join(folder, `${bomb.name}.cap`), bomb, share, args);
  }
  return faults;
}
