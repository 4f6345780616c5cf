/** Headers, link addresses, retransmissions and hashes of captures of many kinds against tshark's. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Truth } from '../../../fixtures/forge/truth.js';
import { analyzeCapture } from '../../../src/analyze.js';
import { analysisOptions, baseName, CAPTURES } from '../../support/truth.js';
import { connectionsOf, disagreements, type TsharkTranscripts } from '../../support/tshark-transcripts.js';

/** `cd fixtures/captures; ../record/tshark-transcripts.py CAPTURE...` with the captures that it names. */
const TABLE = JSON.parse(
  readFileSync(join('test', 'reader', 'tcp', 'transcripts.tshark.json'), 'utf8'),
) as TsharkTranscripts;

/**
 * Frames that tshark takes for reordered, as they come within 3 ms of the newest segment. The scenarios lost them on the
 * way (fixtures/record/scenarios/network.py), and the sender numbered them after that segment.
 */
const SENT_AGAIN: Readonly<Record<string, number>> = {
  'proftpd-scripted-loss-stor-receiver.pcap': 72,
  'proftpd-scripted-loss-stor-sender.pcap': 77,
};

async function load(capture: string) {
  const truth = JSON.parse(readFileSync(join(CAPTURES, `${baseName(capture)}.json`), 'utf8')) as Truth;
  const analysis = await analyzeCapture(join(CAPTURES, capture), { ...analysisOptions(truth), transcripts: true });
  return { truth, analysis };
}

describe('transcripts agree with tshark', () => {
  for (const [capture, streams] of Object.entries(TABLE.captures)) {
    it(capture, async () => {
      const { truth, analysis } = await load(capture);
      const own = SENT_AGAIN[capture];
      const expected = Object.entries(streams).map(([index, stream]) => {
        const { retransmissions } = stream;
        const isOwn = own !== undefined && retransmissions.length > 0;
        return [index, { ...stream, retransmissions: isOwn ? [...retransmissions, own] : retransmissions }];
      });
      const lines = disagreements(Object.fromEntries(expected), truth, analysis);
      assert.equal(lines.length, 0, lines.join('\n'));
    });
  }
  it('of captures of many kinds', () => {
    const streams = Object.values(TABLE.captures).flatMap((capture) => Object.values(capture));
    assert.ok(Object.keys(TABLE.captures).length >= 30);
    assert.ok(streams.filter(({ retransmissions }) => retransmissions.length > 0).length >= 8);
    assert.ok(streams.filter(({ content }) => content !== null).length >= 20);
    assert.ok(streams.filter(({ linkAddresses }) => linkAddresses.includes(null)).length >= 2);
  });
});

describe('what is listed as sent again is what is counted', () => {
  for (const capture of Object.keys(TABLE.captures)) {
    it(capture, async () => {
      const { analysis } = await load(capture);
      for (const { transcript, retransmissions, tcpStream } of connectionsOf(analysis)) {
        const counts = transcript?.retransmitted.map(({ count }) => count) ?? [];
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          retransmissions,
          `stream ${tcpStream}`,
        );
      }
    });
  }
});
