/** The connections of a capture that have nothing to do with FTP, by tshark's numbers of the truth files. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../../src/analyze.js';
import { MAX_LISTED, otherStreams } from '../../src/classifier/other-streams.js';
import { ConnectionTracker } from '../../src/reader/tcp/tracker.js';
import { A, B, packetOf, segmentOf } from '../support/segments.js';
import { analysisOptions, fixtures } from '../support/truth.js';

describe('with the sessions and data connections they are all streams that tshark counts', () => {
  const chosen = fixtures().filter(({ truth }) => (truth.tshark?.tcpStreams ?? 0) > 2);
  it('there are such captures', () => assert.ok(chosen.length >= 40, `${chosen.length}`));
  for (const { name, path, truth } of chosen) {
    it(name, async () => {
      const analysis = await analyzeCapture(path, { ...analysisOptions(truth), transcripts: true });
      const { sessions, unpairedDataConnections, otherStreams: others } = analysis;
      const data = sessions.flatMap(({ transfers }) => transfers.flatMap(({ data }) => data?.tcpStream ?? []));
      const unpaired = unpairedDataConnections.map(({ data }) => data.tcpStream);
      const ftp = new Set([...sessions.map(({ tcpStream }) => tcpStream), ...data, ...unpaired]);
      assert.deepEqual(
        others?.listed.map(({ tcpStream, segments }) => [tcpStream, segments > 0]),
        (truth.tshark?.streams ?? []).filter(({ index }) => !ftp.has(index)).map(({ index }) => [index, true]),
      );
      assert.equal(others?.count, others?.listed.length);
      for (const { tcpStream, from, to } of others?.listed ?? []) {
        const stream = truth.tshark?.streams?.find(({ index }) => index === tcpStream);
        const ends = [from, to].map(({ address, port }) =>
          address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`,
        );
        assert.deepEqual(ends.sort(), [stream?.a, stream?.b].sort());
      }
    });
  }
});

it('many are counted, and the first of them listed', () => {
  const tracker = new ConnectionTracker({ isControlPort: () => false, mayBeginWith: () => false, judge: () => false });
  for (let i = 0; i < MAX_LISTED + 5; i++) {
    tracker.segment(segmentOf({ ...A, port: 1000 + i }, B, { bytes: new Uint8Array(3) }), packetOf(i + 1));
  }
  const { listed, count } = otherStreams(tracker.connections, ({ index }) => index === 0);
  assert.equal(listed.length, MAX_LISTED);
  assert.equal(count, MAX_LISTED + 4);
  assert.deepEqual(listed[0], {
    tcpStream: 1,
    displayFilter: 'tcp.stream eq 1',
    from: { address: A.address, port: 1001 },
    to: { address: B.address, port: B.port },
    segments: 1,
    bytes: 3,
  });
});
