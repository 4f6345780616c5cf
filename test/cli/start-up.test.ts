/** A small capture answers at once because what it does not need is not loaded: which modules a run loads. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT, ROOT } from '../support/golden.js';

const FTPSCOPE = fileURLToPath(new URL('ftpscope.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));
after(() => rmSync(folder, { recursive: true }));
const LOADED = join(folder, 'loaded');

/** A hook of Node's module loader that writes down the address of each module. */
const HOOK = `
  import { appendFileSync } from 'node:fs';
  export async function load(url, context, next) {
    appendFileSync(process.env.LOADED, url + '\\n');
    return next(url, context);
  }`;
const REGISTER = `import { register } from 'node:module'; register(${JSON.stringify(inline(HOOK))});`;

function inline(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

/** What the run loads of ours (`cli/run`, `reporter/views/summary`) and of packages (`yargs`). */
function modulesOf(args: readonly string[]): ReadonlySet<string> {
  rmSync(LOADED, { force: true });
  const { status, stderr } = spawnSync(process.execPath, ['--import', inline(REGISTER), FTPSCOPE, ...args], {
    cwd: ROOT,
    env: { ...ENVIRONMENT, LOADED },
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  const modules = new Set<string>();
  for (const url of readFileSync(LOADED, 'utf8').split('\n')) {
    const name = /node_modules\/([^/]+)\/(?!.*node_modules)/.exec(url)?.[1] ?? /\/src\/(.*)\.js$/.exec(url)?.[1];
    if (name !== undefined) modules.add(name);
  }
  return modules;
}

const PCAP = 'fixtures/captures/vsftpd-curl-port-get.pcap';

/** Modules, or folders of modules with a slash at their end. */
const RUNS: readonly { title: string; args: readonly string[]; needs: string[]; not: string[] }[] = [
  {
    title: 'a summary of a pcap file in English',
    args: [PCAP],
    needs: ['yargs', 'cli-table3', 'pcap-parser', 'reporter/views/summary', 'reporter/words/en', 'diagnosis/diagnose'],
    not: [
      'reader/capture/pcapng',
      'reader/capture/gunzip',
      'reader/tcp/transcript-recorder',
      'reporter/views/lab/',
      'reporter/views/timeline',
      'reporter/views/diagnose',
      'reporter/tables/',
      'reporter/formats/html/',
      'reporter/formats/markdown/',
      'reporter/formats/csv',
      'reporter/formats/json',
      'reporter/words/zh',
      'reporter/words/lab-zh',
      'cli/help',
      'cli/progress-bar',
      'cli-progress',
      'csv-stringify',
      'd3-scale',
      'escape-html',
      'tinypool',
    ],
  },
  {
    title: 'JSON in Chinese',
    args: [PCAP, '--format', 'json', '--lang', 'zh'],
    needs: ['yargs', 'reporter/formats/json', 'reporter/words/zh'],
    not: ['cli-table3', 'reporter/views/summary', 'reporter/formats/terminal', 'reporter/words/en'],
  },
  {
    title: 'transfers as CSV',
    args: ['transfers', PCAP, '--format', 'csv'],
    needs: ['csv-stringify', 'reporter/tables/transfers'],
    not: ['cli-table3', 'reporter/views/transfers', 'reporter/formats/terminal'],
  },
  {
    title: '--version',
    args: ['--version'],
    needs: ['cli/run'],
    not: ['yargs', 'analyze', 'cli/help', 'reporter/words/en'],
  },
  { title: '--help', args: ['--help'], needs: ['cli/help'], not: ['yargs', 'analyze', 'reporter/words/en'] },
];

for (const { title, args, needs, not } of RUNS) {
  test(`${title} loads only what it needs`, () => {
    const modules = modulesOf(args);
    assert.deepEqual(
      needs.filter((name) => !modules.has(name)),
      [],
      'needed',
    );
    assert.deepEqual(
      not.filter((name) =>
        [...modules].some((loaded) => (name.endsWith('/') ? loaded.startsWith(name) : loaded === name)),
      ),
      [],
      'not needed',
    );
  });
}
