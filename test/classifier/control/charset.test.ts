/** UTF-8, GB18030 and ISO 8859-1 told apart by what a session said; short names are all that many sessions have. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { detectReader, fixedReader } from '../../../src/classifier/control/charset.js';
import { table } from '../../support/cases.js';

/** GBK code points of the names below, from the GB 2312 and GBK tables. */
const GBK: Readonly<Record<string, string>> = {
  报告文件: 'b1a8 b8e6 cec4 bcfe',
  联通: 'c1aa cda8',
  中文: 'd6d0 cec4',
  新建文件夹: 'd0c2 bda8 cec4 bcfe bcd0',
  测试: 'b2e2 cad4',
  '（一）': 'a3a8 d2bb a3a9',
  測試: '9c79 d487',
};

function gbk(text: string): string {
  const encoded = Object.entries(GBK).reduce(
    (rest, [characters, hex]) =>
      rest.replaceAll(characters, Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('latin1')),
    text,
  );
  assert.doesNotMatch(encoded, /[^\0-\xff]/, 'every character is in the table');
  return encoded;
}

const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
/** ISO 8859-1 is the string itself. */
const latin1 = (text: string) => text;

type Writer = (text: string) => string;
type Name = readonly ['utf-8' | 'gb18030' | 'iso-8859-1', Writer, readonly string[]];

function detected(title: string, [encoding, write, names]: Name, todo?: string) {
  const input = names.map(write);
  return { title, input, expected: { encoding, texts: [...names] }, ...(todo !== undefined && { todo }) };
}

table(
  'one session',
  (samples: readonly string[]) => {
    const { encoding, read } = detectReader(samples);
    return { encoding, texts: samples.map(read) };
  },
  [
    detected('ASCII only', ['utf-8', utf8, ['readme.txt', '']]),
    detected('Chinese in UTF-8', ['utf-8', utf8, ['报告文件.txt']]),
    detected('one accented letter in UTF-8', ['utf-8', utf8, ['é']]),
    detected('German in UTF-8', ['utf-8', utf8, ['Zürich', 'Größe.txt']]),
    detected('Unicom in UTF-8', ['utf-8', utf8, ['联通']]),
    detected('a character outside the BMP in UTF-8', ['utf-8', utf8, ['😀.png', '𠀀']]),
    detected('a byte order mark is text like other text', ['utf-8', utf8, ['\ufeffreadme.txt', 'é']]),
    detected('Chinese in GBK', ['gb18030', gbk, ['报告文件.txt']]),
    detected('Unicom in GBK, which looks like UTF-8 to the careless', ['gb18030', gbk, ['联通']]),
    detected('two characters in GBK', ['gb18030', gbk, ['中文']]),
    detected('symbols of GB 2312 row 3', ['gb18030', gbk, ['报告（一）.txt'.replace('报告', '中文')]]),
    detected('several names in GBK', ['gb18030', gbk, ['新建文件夹', '测试.doc', 'readme.txt', '中文']]),
    detected('traditional characters of GBK among simplified ones', ['gb18030', gbk, ['測試.txt', '报告文件', '中文']]),
    detected('Zürich in ISO 8859-1', ['iso-8859-1', latin1, ['Zürich']]),
    detected('one accented letter in ISO 8859-1', ['iso-8859-1', latin1, ['é']]),
    detected('accents at the end of a word', ['iso-8859-1', latin1, ['café', 'menu à la carte.txt']]),
    detected('several languages in ISO 8859-1', ['iso-8859-1', latin1, ['Müller', 'señor', 'Ålesund', 'garçon.txt']]),
    detected('ÿ, the byte that Telnet doubles', ['iso-8859-1', latin1, ["L'Haÿ-les-Roses"]]),
    detected('two accented letters side by side in ISO 8859-1', ['iso-8859-1', latin1, ['Größe.txt']]),
    detected('a French word with two accents side by side', ['iso-8859-1', latin1, ['créée.doc']]),
  ],
);

describe('a mixed session', () => {
  it('UTF-8 with one name of an older client in ISO 8859-1', () => {
    const samples = [utf8('Zürich'), utf8('Genève'), utf8('Bâle'), latin1('Fribourg, été')];
    const { encoding, read } = detectReader(samples);
    assert.equal(encoding, 'utf-8');
    assert.deepEqual(samples.map(read), ['Zürich', 'Genève', 'Bâle', 'Fribourg, été']);
  });
  it('UTF-8 with one name of an older client in GBK', () => {
    const samples = [utf8('测试'), utf8('中文'), utf8('文件'), gbk('报告文件.txt')];
    const { encoding, read } = detectReader(samples);
    assert.equal(encoding, 'utf-8');
    assert.deepEqual(samples.map(read), ['测试', '中文', '文件', '报告文件.txt']);
  });
});

describe('an encoding that the user named', () => {
  it('UTF-8 that is none is read as ISO 8859-1, nothing is lost', () => {
    assert.equal(fixedReader('utf-8').read('Z\xfcrich'), 'Zürich');
  });
  it('GB18030', () => assert.equal(fixedReader('gb18030').read(gbk('联通')), '联通'));
  it('a four-byte character of GB18030', () => {
    // GB18030-2005, table of supplementary planes: U+10000 is 90 30 81 30.
    assert.equal(fixedReader('gb18030').read('\x90\x30\x81\x30'), '\u{10000}');
  });
  it('ISO 8859-1, whatever it looks like', () => {
    assert.equal(fixedReader('iso-8859-1').read(utf8('é')), 'Ã©');
  });
  it('ISO 8859-1 and not windows-1252', () => assert.equal(fixedReader('iso-8859-1').read('\x80\x9f'), '\x80\x9f'));
  for (const encoding of ['utf-8', 'gb18030', 'iso-8859-1'] as const) {
    it(`ASCII stays as it is in ${encoding}`, () => {
      const ascii = String.fromCharCode(...Array(128).keys());
      assert.equal(fixedReader(encoding).read(ascii), ascii);
    });
  }
});

describe('no byte becomes U+FFFD', () => {
  for (const encoding of ['utf-8', 'gb18030', 'iso-8859-1'] as const) {
    it(`every pair of bytes in ${encoding}`, () => {
      const { read } = fixedReader(encoding);
      for (let pair = 0; pair < 65536; pair++) {
        const bytes = String.fromCharCode(pair >> 8, pair & 255);
        assert.doesNotMatch(read(bytes), /\ufffd/, `bytes ${pair.toString(16)}`);
      }
    });
  }
  it('every pair of bytes, detected', () => {
    for (let pair = 0x8000; pair < 65536; pair++) {
      const bytes = String.fromCharCode(pair >> 8, pair & 255);
      assert.doesNotMatch(detectReader([bytes]).read(bytes), /\ufffd/, `bytes ${pair.toString(16)}`);
    }
  });
});
