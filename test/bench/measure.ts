/** Runs other programs and tells how long they took and how much memory they had at most. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measurement {
  readonly seconds: number;
  /** Largest resident set; null where the system does not tell. */
  readonly megabytes: number | null;
}

/** How often the memory is looked at; the system keeps the peak, only growth in the last moment can escape. */
const POLL_MILLISECONDS = 5;

export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Runs a command to its end with its output thrown away. */
export async function measure(program: string, args: readonly string[]): Promise<Measurement> {
  let kilobytes = 0;
  const start = process.hrtime.bigint();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore'] });
  const look = () => {
    kilobytes = Math.max(kilobytes, peakKilobytes(child.pid));
  };
  const timer = setInterval(look, POLL_MILLISECONDS);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  } finally {
    clearInterval(timer);
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, megabytes: kilobytes === 0 ? null : (kilobytes * 1024) / 1e6 };
}

/** VmHWM of Linux; 0 elsewhere, and once the process has gone. */
function peakKilobytes(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
