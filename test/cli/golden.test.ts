import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, testGolden } from '../support/golden.js';

const FOLDER = join(ROOT, 'test/golden');

for (const name of readdirSync(FOLDER).sort()) {
  if (name.endsWith('.md')) testGolden(join(FOLDER, name));
}
