import assert from 'node:assert/strict';
import { test } from 'node:test';
import stringWidth from 'string-width';
import { cutText, padText, textWidth, wrapText } from '../../../src/reporter/formats/text-width.js';

const SAMPLES = [
  '',
  'plain ascii',
  '/pub/中文/报告文件 2026.txt',
  '在服务器上用“ss -ltn”查看端口 50002（pasv_min_port）是否在监听。',
  'ひらがなカタカナ한글ｆｕｌｌ',
  'ガﾞ半角ｶﾞ',
  'e\u0301te\u0301',
  'ภาษาไทยกำ',
  'हिन्दी',
  '👩‍💻🇨🇳🫠x',
  'x ──▶ ═▶ … · – ×',
  `a${'\u0301'.repeat(5000)}b`,
];

test('the fast path measures as string-width does', () => {
  for (const text of SAMPLES) assert.equal(textWidth(text), stringWidth(text), text);
  for (let code = 0x20; code <= 0xffff; code += 1) {
    const text = `a${String.fromCharCode(code)}b`;
    assert.equal(textWidth(text), stringWidth(text), `U+${code.toString(16)}`);
  }
});

test('cutting never exceeds the width', () => {
  for (const text of SAMPLES) {
    for (let width = 1; width < 20; width += 1) {
      for (const where of ['middle', 'end'] as const) {
        assert.ok(stringWidth(cutText(text, width, where, '…')) <= width, `${text} at ${width}`);
      }
    }
  }
});

test('cutting shows what it left out', () => {
  assert.equal(cutText('/very/long/path/file.txt', 12, 'middle', '…'), '/very…le.txt');
  assert.equal(cutText('/very/long/path/file.txt', 12, 'end', '...'), '/very/lon...');
  assert.equal(cutText('报告文件报告文件', 9, 'middle', '…'), '报告…文件');
  assert.equal(cutText('fits', 4, 'end', '…'), 'fits');
});

test('a tower of combining marks is cut', () => {
  assert.ok(cutText(`a${'\u0301'.repeat(5000)}b`, 10, 'end', '…').length < 200);
});

test('wrapping loses no character', () => {
  for (const text of SAMPLES) {
    for (let width = 4; width < 20; width += 1) {
      const lines = wrapText(text, width);
      assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''), `${text} at ${width}`);
      for (const line of lines) assert.ok(stringWidth(line) <= width || line.length > 16, `${line} at ${width}`);
    }
  }
});

test('wrapping breaks at words and path marks', () => {
  assert.deepEqual(wrapText('Opening BINARY mode data connection', 16), ['Opening BINARY', 'mode data', 'connection']);
  assert.deepEqual(wrapText('/home/alice/docs/2024/report.txt', 24), ['/home/alice/docs/2024/', 'report.txt']);
  assert.deepEqual(wrapText('', 10), ['']);
  // A number stays with its unit.
  assert.deepEqual(wrapText('connected after 26 µs in all', 18), ['connected after', '26 µs in all']);
  assert.deepEqual(wrapText('服务器等待了 20 秒后放弃', 16), ['服务器等待了', '20 秒后放弃']);
});

test('Chinese breaks beside its characters, not before a closing mark', () => {
  assert.deepEqual(wrapText('设置 pasv_min_port 后放行端口。', 20), ['设置 pasv_min_port', '后放行端口。']);
  assert.deepEqual(wrapText('放行整个被动端口范围，并转发。', 20), ['放行整个被动端口范', '围，并转发。']);
  assert.deepEqual(wrapText('被拒绝的服务器端口（重置）', 20), ['被拒绝的服务器端口', '（重置）']);
});

test('wrapping a huge text takes linear time', () => {
  const began = performance.now();
  assert.equal(wrapText('报告x'.repeat(200_000), 50).length > 1000, true);
  assert.ok(performance.now() - began < 5000);
});

test('padding', () => {
  assert.equal(padText('报告', 6, 'left'), '报告  ');
  assert.equal(padText('12', 6, 'right'), '    12');
  assert.equal(padText('too long', 3, 'left'), 'too long');
});
