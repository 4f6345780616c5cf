/**
 * `npm run fuzz -- --seed N --seconds S [--only REGEXP] [--from N]`: inputs that the seed decides; what breaks something
 * is kept in a folder that is named. `npm run fuzz -- --bombs [--only REGEXP] [--share 0.1] [-- OPTIONS]`: time bombs
 * with what they cost.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tellBombs } from './bombs/tell.js';
import { fixturesIn, fuzz } from './run.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    from: { type: 'string', default: '0' },
    only: { type: 'string', default: '.' },
    bombs: { type: 'boolean', default: false },
    share: { type: 'string', default: '1' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-fuzz-'));
const only = new RegExp(values.only);
if (values.bombs) {
  const options = positionals.length > 0 ? positionals : ['--format', 'json'];
  const faults = await tellBombs(process.cwd(), folder, only, Number(values.share), options);
  process.exitCode = faults === 0 ? 0 : 1;
  rmSync(folder, { recursive: true });
} else {
  const end = performance.now() + Number(values.seconds) * 1000;
  const fixtures = fixturesIn('fixtures/captures');
  let failures = 0;
  const seed = Number(values.seed);
  const path = join(folder, 'input.cap');
  process.stdout.write(`inputs are tried as ${path}\n`);
  const tried = await fuzz(
    seed,
    Number(values.from),
    fixtures,
    only,
    path,
    () => performance.now() > end,
    (failure) => {
      failures++;
      const kept = join(folder, `${seed}-${failure.n}.cap`);
      writeFileSync(kept, failure.input.bytes);
      const said = failure.error instanceof Error ? (failure.error.stack ?? '') : String(failure.error);
      process.stdout.write(
        `${failure.n}: ${failure.input.name}: ${kept}\n${said.split('\n').slice(0, 8).join('\n')}\n`,
      );
    },
  );
  process.stdout.write(`seed ${seed}: ${tried} inputs, ${failures} failures\n`);
  process.exitCode = failures === 0 ? 0 : 1;
}
