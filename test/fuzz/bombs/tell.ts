/** `npm run fuzz -- --bombs`: each bomb at its full size through the command, with what it cost. */
import { spawn } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BOMBS } from './index.js';

export interface Cost {
  readonly code: number | null;
  /** CPU seconds, user and system. */
  readonly seconds: number;
  /** Largest resident set. */
  readonly megabytes: number;
  readonly stderr: string;
}

/** What takes longer has not ended. */
const MOST_MILLISECONDS = 600_000;

/** Prints its own cost after everything else: CPU time is not disturbed by what else runs. */
const MEASURED = `
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    require('node:fs').writeSync(2, '\\n@' + [(userCPUTime + systemCPUTime) / 1e6, (maxRSS * 1024) / 1e6].join());
  });`;

/** Runs the command with its report thrown away. */
export async function costOf(root: string, args: readonly string[]): Promise<Cost> {
  const hook = `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(join(root, 'package.json'))}); ${MEASURED}`)}`;
  const child = spawn(process.execPath, ['--import', hook, join(root, 'bin/ftpscope.js'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: MOST_MILLISECONDS,
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [said = '', figures = ''] = stderr.split('\n@');
  const [seconds = Number.NaN, megabytes = Number.NaN] = figures.split(',').map(Number);
  return { code, seconds, megabytes, stderr: said };
}

/** @param share of the full size. */
export async function tellBombs(
  root: string,
  folder: string,
  only: RegExp,
  share: number,
  args: readonly string[],
): Promise<void> {
  process.stdout.write('bomb                          size      file MB   CPU s  s (4x)   peak MB  exit\n');
  for (const { name, full, write } of BOMBS) {
    if (!only.test(name)) continue;
    const path = join(folder, `${name}.cap`);
    const cost = async (size: number) => {
      write(path, size);
      const result = await costOf(root, [...args, path]);
      return { ...result, file: statSync(path).size / 1e6, size };
    };
    const quarter = await cost((full * share) / 4);
    const whole = await cost(full * share);
    rmSync(path);
    const ratio = whole.seconds / quarter.seconds;
    process.stdout.write(
      `${name.padEnd(26)} ${String(whole.size).padStart(9)} ${whole.file.toFixed(1).padStart(10)} ${whole.seconds.toFixed(2).padStart(8)} ` +
        `${`x${ratio.toFixed(1)}`.padStart(7)} ${whole.megabytes.toFixed(0).padStart(9)} ${String(whole.code).padStart(5)}  ${whole.stderr.trim().split('\n')[0]?.slice(0, 150) ?? ''}\n`,
    );
  }
}
