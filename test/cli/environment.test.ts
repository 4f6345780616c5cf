import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseGlyphs, lineWidth, localeLanguage, useColor } from '../../src/cli/environment.js';
import { worse } from '../../src/cli/exit-code.js';
import { asciiGlyphs, unicodeGlyphs } from '../../src/reporter/glyphs.js';

const WIDTHS: readonly { terminal: number | undefined; COLUMNS: string; expected: number }[] = [
  { terminal: undefined, COLUMNS: '', expected: 80 },
  { terminal: undefined, COLUMNS: '120', expected: 120 },
  { terminal: 100, COLUMNS: '120', expected: 100 },
  { terminal: 0, COLUMNS: '', expected: 80 },
  { terminal: 500, COLUMNS: '', expected: 160 },
  { terminal: undefined, COLUMNS: 'wide', expected: 80 },
  { terminal: undefined, COLUMNS: '0', expected: 80 },
];

for (const { terminal, COLUMNS, expected } of WIDTHS) {
  test(`width: terminal ${terminal}, COLUMNS=${COLUMNS}`, () => {
    assert.equal(lineWidth(terminal, { COLUMNS }), expected);
  });
}

const COLORS: readonly {
  option: 'auto' | 'always' | 'never';
  tty: boolean;
  env: Record<string, string>;
  expected: boolean;
}[] = [
  { option: 'auto', tty: true, env: {}, expected: true },
  { option: 'auto', tty: false, env: {}, expected: false },
  { option: 'auto', tty: false, env: { FORCE_COLOR: '1' }, expected: false },
  { option: 'auto', tty: true, env: { NO_COLOR: '1' }, expected: false },
  { option: 'auto', tty: true, env: { NO_COLOR: '' }, expected: true },
  { option: 'auto', tty: true, env: { TERM: 'dumb' }, expected: false },
  { option: 'always', tty: false, env: { NO_COLOR: '1' }, expected: true },
  { option: 'never', tty: true, env: { FORCE_COLOR: '1' }, expected: false },
];

for (const { option, tty, env, expected } of COLORS) {
  test(`colour: ${option}, ${tty ? 'terminal' : 'pipe'}, ${JSON.stringify(env)}`, () => {
    assert.equal(useColor(option, tty, env), expected);
  });
}

test('ASCII only where the locale says so', () => {
  assert.equal(chooseGlyphs({}), unicodeGlyphs);
  assert.equal(chooseGlyphs({ LANG: 'en_US.UTF-8' }), unicodeGlyphs);
  assert.equal(chooseGlyphs({ LANG: 'zh_CN.utf8' }), unicodeGlyphs);
  assert.equal(chooseGlyphs({ LANG: 'C' }), asciiGlyphs);
  assert.equal(chooseGlyphs({ LANG: 'en_US.UTF-8', LC_ALL: 'POSIX' }), asciiGlyphs);
});

const LOCALES: readonly { env: Record<string, string>; expected: 'en' | 'zh' }[] = [
  { env: {}, expected: 'en' },
  { env: { LANG: 'C.UTF-8' }, expected: 'en' },
  { env: { LANG: 'zh_CN.UTF-8' }, expected: 'zh' },
  { env: { LANG: 'zh_CN.utf8' }, expected: 'zh' },
  { env: { LANG: 'zh_CN.UTF-8@pinyin' }, expected: 'zh' },
  { env: { LANG: 'zh' }, expected: 'zh' },
  { env: { LANG: 'zh-CN' }, expected: 'zh' },
  { env: { LANG: 'zha_CN.UTF-8' }, expected: 'en' },
  // What is written is UTF-8, and such a terminal would show something else.
  { env: { LANG: 'zh_CN.GB18030' }, expected: 'en' },
  { env: { LANG: 'zh_TW.Big5' }, expected: 'en' },
  { env: { LANG: 'zh_CN.UTF-8', LC_CTYPE: 'C' }, expected: 'en' },
  { env: { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, expected: 'en' },
  { env: { LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, expected: 'en' },
  { env: { LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8' }, expected: 'zh' },
  { env: { LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, expected: 'zh' },
];

for (const { env, expected } of LOCALES) {
  test(`language: ${JSON.stringify(env)}`, () => assert.equal(localeLanguage(env), expected));
}

test('3 wins over 4 and 4 over 1', () => {
  assert.deepEqual([worse(0, 1), worse(1, 4), worse(4, 3), worse(3, 4), worse(4, 1), worse(3, 0)], [1, 4, 3, 3, 4, 3]);
});
