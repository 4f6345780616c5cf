import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Announcers } from '../../src/diagnosis/announcers.js';
import { diagnosis } from '../../src/diagnosis/diagnosis.js';
import { fold } from '../../src/diagnosis/fold.js';
import type { ObservedSession } from '../../src/model/analysis.js';
import { ACK } from '../bench/capture-writer.js';
import { end, open } from '../bench/conversations.js';
import { CLIENT, Control, hostPort, SERVER } from '../fuzz/bombs/bomb.js';
import { analysisOf, edge } from './edge.js';

const RST = 0x04;

function found(sameAs: string, frames: number, n: number) {
  const evidence = Array.from({ length: frames }, (_, k) => ({ frame: n * 100 + k + 1, what: { en: 'x', zh: 'x' } }));
  const text = { en: 'x', zh: 'x' };
  return diagnosis({
    kind: 'server-full',
    severity: 'info',
    title: text,
    cause: text,
    evidence,
    sameAs,
    transfer: `1.${n}`,
  });
}

const folded = (count: number, frames: number, sameAs: (n: number) => string) =>
  fold(
    Array.from({ length: count }, (_, n) => found(sameAs(n), frames, n)),
    0,
    'en',
  );

describe('bounds of findings', () => {
  edge('diagnosis/fold.ts MAX_FINDINGS', 'note too-many-findings says how many', async (most) => {
    const notes = async (count: number) => {
      const { sessions } = await analysisOf((writer) => {
        const control = new Control(writer).login();
        // The password in the clear is a finding too.
        for (let n = 1; n < count; n++) control.ask(`PORT ${hostPort(0x0a000000 + n, 80)}`, '200 ok');
      });
      assert.ok((sessions[0]?.findings.length ?? 0) <= most);
      return sessions[0]?.notes.map(({ kind, message }) => `${kind} ${/(\d+) more/.exec(message)?.[1]}`);
    };
    assert.deepEqual(await notes(most), []);
    assert.deepEqual(await notes(most + 3), ['too-many-findings 3']);
  });
  edge('diagnosis/fold.ts MAX_EVIDENCE', 'count tells them all', (most) => {
    const [finding] = folded(3, most + 5, () => 'a').findings;
    assert.deepEqual([finding?.evidence.length, finding?.count], [most, 3]);
  });
  edge('diagnosis/fold.ts MAX_CITED', 'count tells them all', (most) => {
    const [finding] = folded(most + 50, 1, () => 'a').findings;
    assert.deepEqual([finding?.evidence.length, finding?.count], [most + 1, most + 50]);
    assert.match(finding?.title ?? '', new RegExp(`${most + 49} more`));
  });
  edge('diagnosis/fold.ts MAX_TRANSFERS', 'count tells them all', (most) => {
    const [finding] = folded(most + 7, 1, () => 'a').findings;
    assert.deepEqual([finding?.transfers.length, finding?.count], [most, most + 7]);
  });
});

describe('bounds of evidence', () => {
  edge('diagnosis/rules/capture-gap.ts MAX_CITED', 'the title counts all bytes', async (most) => {
    const holes = most + 5;
    const { sessions } = await analysisOf((writer) => {
      const control = new Control(writer).fetching();
      const [client, server] = [end(CLIENT, 41_000, 1), end(SERVER, 5000, 1)];
      open(writer, client, server);
      for (let n = 0; n < holes; n++) {
        server.next += 10;
        writer.segment(server, client, ACK, Buffer.alloc(10));
        writer.segment(client, server, ACK, null);
      }
      control.reply('226 done');
    });
    const gap = sessions[0]?.findings.find(({ kind }) => kind === 'capture-gap');
    assert.ok(gap);
    assert.ok(gap.evidence.length <= most);
    assert.match(gap.title, new RegExp(`${holes * 10} bytes of data`));
  });
  edge('diagnosis/rules/data-reset.ts MAX_CITED', 'the first ones stand for the rest', async (most) => {
    const { sessions } = await analysisOf((writer) => {
      const control = new Control(writer).fetching();
      const [client, server] = [end(CLIENT, 41_000, 1), end(SERVER, 5000, 1)];
      open(writer, client, server);
      control.reply('150 here it comes');
      writer.segment(server, client, ACK, Buffer.alloc(10));
      for (let n = 0; n < most + 5; n++) writer.segment(client, server, RST | ACK, null);
      control.reply('426 Connection closed; transfer aborted.');
    });
    const reset = sessions[0]?.findings.find(({ kind }) => kind === 'data-reset');
    assert.ok(reset, sessions[0]?.findings.map(({ kind }) => kind).join());
    const cited = reset.evidence.filter(({ what }) => what.startsWith('RST'));
    assert.equal(cited.length, most);
  });
  edge('diagnosis/announcers.ts MAX_ANNOUNCERS', 'nothing is concluded', (most) => {
    const advertised = { address: '10.0.0.1', port: 5000 };
    const session = (client: string, server: string) =>
      ({
        client: { address: client },
        server: { address: server },
        commands: [{ announcement: { advertised } }],
      }) as unknown as ObservedSession;
    const otherServer = (strangers: number) => {
      const announcers = new Announcers();
      for (let n = 0; n < strangers; n++) announcers.add(session(`stranger ${n}`, `server ${n}`));
      for (const server of ['first', 'second']) announcers.add(session('client', server));
      return announcers.otherServer(advertised, session('client', 'first'));
    };
    assert.equal(otherServer(most - 2), 'second');
    assert.equal(otherServer(most - 1), null);
  });
});
