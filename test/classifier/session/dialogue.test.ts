/** Every transcript of test/dialogues, whole and cut at every size: the same session comes out. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  chunked,
  chunkSizes,
  describeDialogue,
  joined,
  read,
  type Transcript,
  transcripts,
  withoutFrames,
} from '../../support/transcript.js';

const FOLDER = join('test', 'dialogues');

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
let count = 0;
for (const file of files) {
  describe(file, () => {
    for (const transcript of transcripts(join(FOLDER, file))) {
      count++;
      const todo = transcript.todo ?? false;
      it(transcript.title, { todo }, () => checkWhole(transcript));
      const todoChunks = transcript.todoChunks ?? todo;
      it(`${transcript.title}, at every chunk size`, { todo: todoChunks }, () => checkChunks(transcript));
    }
  });
}

it('there are enough transcripts', () => assert.ok(count >= 40, `${count} transcripts`));

function checkWhole({ hasStart, pieces, expected }: Transcript): void {
  assert.deepEqual(describeDialogue(read(pieces, hasStart), expected, true), expected);
}

function checkChunks({ hasStart, pieces, expected }: Transcript): void {
  const whole = read(pieces, hasStart);
  for (const size of chunkSizes(pieces)) {
    assert.deepEqual(read(chunked(pieces, size), hasStart), whole, `segments cut into ${size} bytes`);
  }
  const streams = joined(pieces);
  for (const size of chunkSizes(streams)) {
    const got = describeDialogue(read(chunked(streams, size), hasStart), expected, false);
    assert.deepEqual(got, withoutFrames(expected), `joined segments cut into ${size} bytes`);
  }
}
