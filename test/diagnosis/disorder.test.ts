/** Packets that stand in another order in the file than their timestamps say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ForgedPacket } from '../../fixtures/forge/container/packet.js';
import { analyzePackets } from '../support/mutate.js';
import { readCapture } from '../support/pcap-file.js';
import { fixtures } from '../support/truth.js';

const fixture = fixtures().find(({ name }) => name === 'forged-port-below-1024-vsftpd');
const packets = readCapture(fixture?.path ?? '');

async function certainties(shown: readonly ForgedPacket[]): Promise<string[]> {
  const { sessions } = await analyzePackets(shown);
  return sessions.flatMap(({ findings }) => findings.map(({ kind, certainty }) => `${kind} ${certainty}`)).sort();
}

test('nothing is proven that another order would contradict', async () => {
  assert.deepEqual(await certainties(packets), ['cleartext-password proven', 'setup-port-refused proven']);
  const [last, ...before] = [...packets].reverse();
  assert.ok(last);
  // The last packet, with its timestamp, before the one before it.
  const turned = [...before.slice(1).reverse(), last, ...before.slice(0, 1)];
  assert.deepEqual(await certainties(turned), ['cleartext-password proven', 'setup-port-refused likely']);
});
