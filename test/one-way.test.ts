/** Captures of one direction: what the other side did is not known, and not denied. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../src/analyze.js';
import type { CaptureAnalysis } from '../src/model/analysis.js';
import { framesLeft, losses, wholeOf } from './support/losses.js';
import { analyzePackets } from './support/mutate.js';
import { readCapture } from './support/pcap-file.js';
import { CAPTURES } from './support/truth.js';

async function only(side: 'clients' | 'servers', name: string): Promise<CaptureAnalysis> {
  const path = join(CAPTURES, name);
  const packets = readCapture(path);
  const loss = losses.find(({ title }) => title === `only what ${side} sent`);
  assert.ok(loss);
  const left = new Set(framesLeft(wholeOf(await analyzeCapture(path), packets), loss, () => 0));
  return analyzePackets(
    packets.filter((_, i) => left.has(i + 1)),
    { transcripts: true },
  );
}

describe('one direction alone', () => {
  it("the client's: the data connection of a PASV whose reply is missing is inferred", async () => {
    const { sessions } = await only('clients', 'vsftpd-scripted-bare-lf.pcap');
    const [transfer] = sessions[0]?.transfers ?? [];
    assert.equal(transfer?.mode, 'passive');
    assert.equal(transfer?.dataConnection, 'captured');
    assert.equal(transfer?.pairedBy, 'inferred');
    assert.equal(transfer?.outcome, 'unknown');
  });

  it("the client's: who closed first is not known", async () => {
    const { sessions } = await only('clients', 'vsftpd-curl-port-get.pcap');
    assert.deepEqual([sessions[0]?.end.closedBy, sessions[0]?.end.how], [null, 'fin']);
  });

  it("the server's: a SYN-ACK acknowledges the SYN that is missing, as tshark counts it", async () => {
    const { sessions } = await only('servers', 'vsftpd-curl-port-get.pcap');
    const [answer] = sessions[0]?.transcript?.handshake ?? [];
    assert.equal(answer?.flags.includes('SYN'), true);
    assert.equal(answer?.relativeAcknowledgment, 1);
  });
});
