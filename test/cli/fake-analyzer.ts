/**
 * In the place of analyze.js, for what a real capture cannot bring about at will. The name of an input says what becomes
 * of it: `bad*` is unreadable, `cut*` is damaged, `bug*` hits a bug, `thrown*` too, where nobody waits for it, `memory*`
 * takes all there is, `report*` when it is reported, `long*` has many commands, `wait*` is read until it is interrupted, `busy*` computes for ever,
 * anything else is the sample.
 */
import type { AnalyzeOptions } from '../../src/analyze.js';
import type { CaptureAnalysis } from '../../src/model/analysis.js';
import { CaptureError } from '../../src/reader/capture/capture-error.js';
import { empty, first } from '../reporter/sample-analysis.js';
import { at, capture, command, reply, session } from '../reporter/sample-parts.js';

const LONG = 100_000;

const UNREADABLE = {
  en: 'is no capture: \x1b[31mit starts with "%PDF"',
  zh: '不是抓包文件：\x1b[31m开头是“%PDF”',
};

export async function analyzeCapture(input: string, { stop }: AnalyzeOptions = {}): Promise<CaptureAnalysis> {
  const name = input.slice(input.lastIndexOf('/') + 1);
  if (name.startsWith('bad')) throw new CaptureError('not-a-capture', UNREADABLE);
  if (name.startsWith('bug')) throw new Error('the bug\nof the day');
  if (name.startsWith('thrown')) {
    setTimeout(() => {
      throw new Error('nobody catches this');
    });
    return new Promise(() => {});
  }
  if (name.startsWith('memory')) return fill();
  if (name.startsWith('report'))
    return {
      ...long(input),
      get linkTypes() {
        return fill();
      },
    };
  if (name.startsWith('wait')) {
    await until(stop);
    return { ...first, path: input, complete: false };
  }
  if (name.startsWith('busy')) {
    process.stderr.write('waiting\n');
    await until(stop);
    process.stderr.write('computing\n');
    for (;;);
  }
  if (name.startsWith('empty')) return { ...empty, path: input };
  if (name.startsWith('long')) return long(input);
  return { ...first, path: input, complete: !name.startsWith('cut') };
}

async function until(stop: AbortSignal | undefined): Promise<void> {
  const forever = setInterval(() => {}, 1000);
  if (!process.env.QUIET) process.stderr.write('waiting\n');
  await new Promise((resolve) => stop?.addEventListener('abort', resolve));
  clearInterval(forever);
}

function fill(): never {
  for (const all: number[][] = []; ; ) all.push(new Array(100_000).fill(all.length));
}

function long(path: string): CaptureAnalysis {
  const commands = Array.from({ length: LONG }, (_, n) =>
    command(2 * n + 4, 'SIZE', `/pub/报告-${n}.txt`, reply(2 * n + 5, 213, String(n))),
  );
  return capture(path, [session(1, at('10.0.0.1', 51234), at('10.0.0.2', 21), { commands })]);
}
