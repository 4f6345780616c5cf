import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { WorkerLine } from '../../src/cli/worker-line.js';
import type { FromWorker, ToWorker } from '../../src/cli/worker-messages.js';

function pieces(length: number) {
  return [{ report: 0, text: new Uint8Array(length) }];
}

/** A line, and the main thread's end of it. */
async function withLine(mayWait: number, use: (line: WorkerLine, main: Main) => Promise<void>): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const line = new WorkerLine(port2, mayWait);
  try {
    await use(line, new Main(port1));
  } finally {
    line.close();
  }
}

class Main {
  readonly heard: FromWorker[] = [];

  constructor(private readonly port: MessagePort) {
    port.on('message', (message: FromWorker) => this.heard.push(message));
  }

  say(message: ToWorker): void {
    this.port.postMessage(message);
  }
}

/** Whether the promise is settled once messages had time to arrive. */
async function settles(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.then(() => {
    settled = true;
  });
  for (let turn = 0; turn < 20; turn++) await setImmediate();
  return settled;
}

describe("the worker's line", () => {
  it('waits with more than may wait until enough is taken', () =>
    withLine(100, async (line, main) => {
      assert.equal(await line.hasRoom(1), true);
      line.sendPieces(1, pieces(60));
      assert.equal(await line.hasRoom(1), true);
      line.sendPieces(1, pieces(60));
      const room = line.hasRoom(1);
      assert.equal(await settles(room), false);
      main.say({ kind: 'taken', bytes: 20 });
      assert.equal(await settles(room), false);
      main.say({ kind: 'taken', bytes: 1 });
      // 120 - 21 are fewer than 100.
      assert.equal(await room, true);
    }));

  it('waits no longer when another report is wanted', () =>
    withLine(1, async (line, main) => {
      line.sendPieces(1, pieces(1));
      const room = line.hasRoom(1);
      main.say({ kind: 'print', index: 0 });
      assert.equal(await room, false);
      assert.equal(await line.turn, 0);
      line.startAgain();
      assert.equal(await line.hasRoom(0), true);
    }));

  it('goes on where the report that is wanted is the one that is sent', () =>
    withLine(2, async (line, main) => {
      line.sendPieces(1, pieces(1));
      main.say({ kind: 'print', index: 1 });
      assert.equal(await line.turn, 1);
      assert.equal(await line.hasRoom(1), true);
      assert.deepEqual(
        main.heard.map(({ kind }) => kind),
        ['pieces'],
      );
    }));

  it('hears what was said before it listened', async () => {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage({ kind: 'stop' } satisfies ToWorker);
    const line = new WorkerLine(port2, 1);
    assert.equal(line.stop.aborted, true);
    line.close();
  });
});
