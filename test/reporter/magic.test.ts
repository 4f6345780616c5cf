import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileKind } from '../../src/reporter/magic.js';

const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');

const CASES: readonly (readonly [title: string, head: string, expected: ReturnType<typeof fileKind>])[] = [
  ['a PNG', '89504e470d0a1a0a0000000d49484452', 'png'],
  ['a JPEG', 'ffd8ffe000104a464946', 'jpeg'],
  ['a PDF', hex('%PDF-1.7\n'), 'pdf'],
  ['a ZIP', hex('PK\x03\x04\x14\x00'), 'zip'],
  ['a gzip file', '1f8b0800', 'gzip'],
  ['an MP4, whose signature stands at byte 4', `00000018${hex('ftypisom')}`, 'mp4'],
  ['a WAVE file, whose kind stands at byte 8', hex('RIFF\x24\x00\x00\x00WAVEfmt '), 'wave'],
  ['RIFF of an unknown kind', hex('RIFF\x24\x00\x00\x00XXXXfmt '), 'unknown'],
  ['a script', hex('#!/bin/sh\n'), 'script'],
  ['text with CR LF and tabs', hex('a\tb\r\nc'), 'text'],
  ['text in UTF-8', Buffer.from('报告', 'utf8').toString('hex'), 'text'],
  ['text in UTF-8 cut in a character', 'e68aa5e5', 'text'],
  ['text in GB 2312', 'b1a8b8e6', 'text'],
  ['a NUL is no text', hex('abc\x00def'), 'unknown'],
  ['ESC is no text', hex('\x1b[2J'), 'unknown'],
  ['a signature cut short', '8950', 'unknown'],
  ['nothing', '', null],
];

for (const [title, head, expected] of CASES) {
  test(title, () => assert.equal(fileKind(head), expected));
}
