import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { filePieces } from '../../../src/reader/capture/file-pieces.js';

const KIB = 1024;
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-pieces-'));
after(() => rmSync(folder, { recursive: true }));

/** Bytes that do not repeat with any power of two. */
function bytes(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, n) => n % 251));
}

async function read(path: string, readAhead: boolean, between: (piece: Buffer) => void = () => {}): Promise<Buffer> {
  const file = await open(path);
  const pieces = filePieces(file, { regular: true, readAhead });
  const copies: Buffer[] = [];
  for (;;) {
    const piece = await pieces.next();
    if (piece.length === 0) break;
    copies.push(Buffer.from(piece));
    between(piece);
  }
  await pieces.settled();
  await file.close();
  return Buffer.concat(copies);
}

for (const readAhead of [true, false]) {
  describe(readAhead ? 'a file that is read ahead' : 'a file that is read on demand', () => {
    for (const length of [0, 1, 512 * KIB - 1, 512 * KIB, 1024 * KIB, 1024 * KIB + 1, 20 * 1024 * KIB + 7]) {
      it(`of ${length} bytes comes whole and in order`, async () => {
        const path = join(folder, `${length}`);
        writeFileSync(path, bytes(length));
        assert.ok((await read(path, readAhead)).equals(bytes(length)));
      });
    }

    it('and written to behind its last piece has no hole', async () => {
      const path = join(folder, 'grown');
      writeFileSync(path, bytes(3 * 1024 * KIB + 7));
      let grown = false;
      const all = await read(path, readAhead, (piece) => {
        if (piece.length === 7 && !grown) appendFileSync(path, bytes(3 * 1024 * KIB));
        grown ||= piece.length === 7;
      });
      assert.ok(all.equals(readFileSync(path).subarray(0, all.length)));
    });

    it('and written to meanwhile has no hole, and is not followed for ever', async () => {
      const path = join(folder, 'growing');
      writeFileSync(path, bytes(3 * 1024 * KIB));
      let times = 0;
      const all = await read(path, readAhead, () => {
        if (++times > 100) throw new Error('followed');
        appendFileSync(path, bytes(100 * KIB));
      });
      assert.ok(all.length >= 3 * 1024 * KIB);
      assert.ok(all.equals(readFileSync(path).subarray(0, all.length)));
    });

    it('stays readable until the piece that nobody waits for is there', async () => {
      const path = join(folder, 'left');
      writeFileSync(path, bytes(4 * 1024 * KIB));
      const file = await open(path);
      const pieces = filePieces(file, { regular: true, readAhead });
      await pieces.next();
      const left = pieces.next();
      await pieces.settled();
      await file.close();
      assert.ok((await left).length > 0);
    });

    it('lets signals and messages have their turn every few pieces', async () => {
      const path = join(folder, 'long');
      writeFileSync(path, bytes(16 * 1024 * KIB));
      let pieces = 0;
      let turns = 0;
      await read(path, readAhead, () => {
        pieces++;
        setImmediate(() => turns++);
        // As many as are read ahead may come at once.
        assert.ok(pieces - turns <= 3, `${pieces} pieces, ${turns} turns`);
      });
    });
  });
}
