import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';

interface CruiseResult {
  readonly summary: { readonly violations: readonly unknown[]; readonly totalCruised: number };
  readonly modules: readonly { readonly source: string; readonly dependencies: readonly unknown[] }[];
}

/** Runs the structure check on a file or folder. */
function cruise(path: string): CruiseResult {
  const args = ['depcruise', path, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout } = spawnSync('npx', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as CruiseResult;
}

test('imports go one way, and the check looked at the modules', () => {
  const { summary, modules } = cruise('src');
  assert.deepEqual(summary.violations, []);
  const own = modules.filter(({ source }) => source.startsWith('src/') && /(?<!\.d)\.ts$/.test(source));
  const files = execFileSync('find', ['src', '-name', '*.ts', '-not', '-name', '*.d.ts'], { encoding: 'utf8' });
  assert.equal(own.length, files.trim().split('\n').length, 'every source file was cruised');
  const analyze = own.find(({ source }) => source === 'src/analyze.ts');
  assert.ok((analyze?.dependencies.length ?? 0) > 5, 'TypeScript imports were understood');
});
