import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closest, parseWholeNumber } from '../../src/cli/arguments.js';
import { helpText } from '../../src/cli/help.js';
import {
  askedLanguage,
  type CliOptions,
  FLAGS,
  parseCommandLine,
  VALUE_OPTIONS,
  VIEWS,
} from '../../src/cli/options.js';
import { textWidth } from '../../src/reporter/formats/text-width.js';

const DEFAULTS: CliOptions = {
  view: 'summary',
  captures: ['a.pcap'],
  mayBeCommand: true,
  format: 'table',
  output: null,
  sessions: [],
  controlPorts: [],
  showPasswords: false,
  encoding: 'auto',
  time: 'relative',
  color: 'auto',
  failOn: 'never',
  progress: true,
  joined: false,
  diagram: false,
  byteOrderMark: false,
};

const timeline = { view: 'timeline', mayBeCommand: false } as const;

const RIGHT: readonly { argv: string[]; expected: Partial<CliOptions> }[] = [
  { argv: ['a.pcap'], expected: {} },
  { argv: ['summary', 'a.pcap'], expected: { mayBeCommand: false } },
  { argv: ['timeline', 'a.pcap'], expected: timeline },
  { argv: ['diagnose', 'a.pcap'], expected: { view: 'diagnose', mayBeCommand: false } },
  { argv: ['replies', 'a.pcap'], expected: { view: 'replies', mayBeCommand: false } },
  {
    argv: ['transfers', 'a.pcap', 'b.pcap'],
    expected: { view: 'transfers', captures: ['a.pcap', 'b.pcap'], mayBeCommand: false },
  },
  // A lone dash disappears from an array of yargs (yargs-parser#381).
  { argv: ['-'], expected: { captures: ['-'], mayBeCommand: false } },
  { argv: ['-', '-'], expected: { captures: ['-', '-'], mayBeCommand: false } },
  { argv: ['a.pcap', '-', 'b.pcap'], expected: { captures: ['a.pcap', '-', 'b.pcap'] } },
  { argv: ['timeline', '-', '--session', '1'], expected: { ...timeline, captures: ['-'], sessions: [1] } },
  { argv: ['--', '-', '--help', 'timeline'], expected: { captures: ['-', '--help', 'timeline'], mayBeCommand: false } },
  { argv: ['a.pcap', '--', '-x'], expected: { captures: ['a.pcap', '-x'] } },
  { argv: ['a.pcap', '--output', '-'], expected: { output: '-' } },
  { argv: ['./summary'], expected: { captures: ['./summary'] } },
  { argv: ['summary', 'summary'], expected: { captures: ['summary'], mayBeCommand: false } },
  // Names that look like numbers or truth values are names.
  { argv: ['007', '1e3', '0x10'], expected: { captures: ['007', '1e3', '0x10'] } },
  {
    argv: ['--show-passwords', 'true', 'false'],
    expected: { showPasswords: true, captures: ['true', 'false'], mayBeCommand: false },
  },
  { argv: ['--fail-on', 'error', 'a.pcap'], expected: { failOn: 'error' } },
  { argv: ['a.pcap', '--fail-on=info', '--fail-on', 'warning'], expected: { failOn: 'warning' } },
  { argv: ['--no-progress', 'a.pcap'], expected: { progress: false } },
  // Options stand anywhere, and a repeatable one does not swallow the capture.
  { argv: ['--session', '1', 'timeline', 'a.pcap'], expected: { ...timeline, sessions: [1] } },
  { argv: ['--session', '2', '--session=1', 'a.pcap'], expected: { sessions: [2, 1] } },
  { argv: ['a.pcap', '--control-port', '2121', '--control-port', '65535'], expected: { controlPorts: [2121, 65535] } },
  // Given twice, the last counts, and is no list.
  { argv: ['a.pcap', '--format', 'json', '--format', 'csv'], expected: { format: 'csv' } },
  { argv: ['a.pcap', '--output', 'x', '--output', 'y'], expected: { output: 'y' } },
  { argv: ['a.pcap', '--show-passwords', '--show-passwords'], expected: { showPasswords: true } },
  {
    argv: ['a.pcap', '--encoding', 'gb18030', '--time=utc', '--color', 'always'],
    expected: { encoding: 'gb18030', time: 'utc', color: 'always' },
  },
];

for (const { argv, expected } of RIGHT) {
  test(`ftpscope ${argv.join(' ')}`, async () => {
    assert.deepEqual(await parseCommandLine(argv, '1'), { kind: 'run', options: { ...DEFAULTS, ...expected } });
  });
}

const WRONG: readonly { argv: string[]; message: RegExp }[] = [
  { argv: [], message: /name a capture/ },
  { argv: ['timeline'], message: /name a capture/ },
  { argv: ['a', '--formt', 'json'], message: /unknown option --formt; did you mean --format\?/ },
  { argv: ['--formt=json', 'a'], message: /unknown option --formt; did/ },
  { argv: ['--sesion', '1', 'timeline', 'a'], message: /unknown option --sesion; did you mean --session\?/ },
  { argv: ['-q', 'a'], message: /unknown option -q$/ },
  { argv: ['--no-color', 'a'], message: /unknown option --no-color$/ },
  { argv: ['--no-progres', 'a'], message: /did you mean --no-progress/ },
  { argv: ['--progress', 'a'], message: /unknown option --progress/ },
  { argv: ['a', '--constructor', 'x'], message: /unknown option --constructor/ },
  { argv: ['a', '--__proto__', 'x'], message: /unknown option/ },
  { argv: ['a', '--lang', 'fr'], message: /give one of en, zh/ },
  { argv: ['a', '--lang'], message: /--lang needs a value/ },
  { argv: ['a', '--bom=yes'], message: /--bom takes no value/ },
  { argv: ['a', '--format'], message: /--format needs a value/ },
  { argv: ['a', '--format='], message: /--format needs a value/ },
  { argv: ['a', '--output='], message: /--output needs a value/ },
  { argv: ['a', '--format', 'xml'], message: /--format xml: give one of table, json, ndjson, csv/ },
  { argv: ['a', '--format', 'pdf'], message: /give one of/ },
  { argv: ['a', '--format', '-'], message: /--format -: give one of/ },
  { argv: ['a', '--encoding', 'big5'], message: /give one of auto, utf-8, gb18030, iso-8859-1/ },
  { argv: ['a', '--time', 'now'], message: /give one of relative, utc, local/ },
  { argv: ['a', '--color', 'yes'], message: /give one of auto, always, never/ },
  { argv: ['a', '--fail-on'], message: /--fail-on needs a value/ },
  { argv: ['a', '--fail-on', 'errors'], message: /--fail-on errors: give one of info, warning, error, never/ },
  { argv: ['a', '--fail'], message: /unknown option --fail; did you mean --fail-on/ },
  { argv: ['a', '--failon', 'error'], message: /did you mean --fail-on/ },
  { argv: ['a', '--session', 'abc'], message: /--session abc: give a whole number from 1 on/ },
  { argv: ['a', '--session', '0'], message: /--session 0:/ },
  { argv: ['a', '--session', '-1'], message: /--session -1:/ },
  { argv: ['a', '--session', '1.5'], message: /--session 1\.5:/ },
  { argv: ['a', '--session', '1', '--session', 'x'], message: /--session x:/ },
  { argv: ['a', '--control-port', '70000'], message: /--control-port 70000: give a whole number from 1 to 65535/ },
  { argv: ['a', '--control-port', '0x15'], message: /--control-port 0x15:/ },
  { argv: ['a', '--show-passwords=no'], message: /--show-passwords takes no value/ },
];

for (const { argv, message } of WRONG) {
  test(`wrong: ftpscope ${argv.join(' ')}`, async () => {
    const parsed = await parseCommandLine(argv, '1');
    assert.equal(parsed.kind, 'wrong');
    assert.match(parsed.kind === 'wrong' ? parsed.mistake.en : '', message);
  });
}

test('every option is in every help, and no line is too long', () => {
  for (const text of [null, ...VIEWS].flatMap((view) => Object.values(helpText(view)))) {
    for (const option of [...VALUE_OPTIONS, ...FLAGS, 'help', 'version'])
      assert.ok(text.includes(`--${option}`), option);
    for (const line of text.split('\n')) assert.ok(textWidth(line) <= 80, line);
  }
  for (const view of VIEWS) for (const text of Object.values(helpText(null))) assert.ok(text.includes(`  ${view} `));
});

test('help never offers an option that the parser refuses', async () => {
  const offered = new Set(
    [null, ...VIEWS].flatMap((view) => `${helpText(view).en}${helpText(view).zh}`.match(/--[a-z-]+/g) ?? []),
  );
  for (const option of offered) {
    const parsed = await parseCommandLine(['a', option, '1'], '1');
    assert.doesNotMatch(parsed.kind === 'wrong' ? parsed.mistake.en : '', /unknown option/, option);
  }
});

const ASKED: readonly { argv: string[]; expected: 'en' | 'zh' | null }[] = [
  { argv: ['a.pcap'], expected: null },
  { argv: ['a.pcap', '--lang', 'zh'], expected: 'zh' },
  { argv: ['--lang=en', 'a.pcap'], expected: 'en' },
  { argv: ['--lang', 'zh', '--lang=en', 'a.pcap'], expected: 'en' },
  { argv: ['a.pcap', '--lang', 'fr'], expected: null },
  { argv: ['a.pcap', '--lang'], expected: null },
  { argv: ['--', '--lang', 'zh'], expected: null },
];

for (const { argv, expected } of ASKED) {
  test(`language of ftpscope ${argv.join(' ')}`, () => assert.equal(askedLanguage(argv), expected));
}

test('whole numbers', () => {
  assert.deepEqual(
    ['21', '1', '65535', '0', '65536', '', ' 21', '+21', '2e1', '0x15', '２１', '99999999999'].map((text) =>
      parseWholeNumber(text, 1, 65535),
    ),
    [21, 1, 65535, null, null, null, null, null, null, null, null, null],
  );
});

test('what was probably meant', () => {
  const words = ['format', 'session', 'time'];
  assert.deepEqual(
    ['formt', 'fromat', 'sesion', 'tmie', 'for', 'se', 'x', 'constructor', ''].map((word) => closest(word, words)),
    ['format', 'format', 'session', 'time', 'format', null, null, null, null],
  );
});
