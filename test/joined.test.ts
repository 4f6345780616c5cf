/** A capture that is cut into files, as tcpdump -C or a ring buffer does, says joined what it says whole. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gzip } from '../fixtures/forge/container/gzip.js';
import type { ForgedPacket } from '../fixtures/forge/container/packet.js';
import { pcap } from '../fixtures/forge/container/pcap.js';
import { NANOSECONDS, pcapng } from '../fixtures/forge/container/pcapng.js';
import { analyze, analyzeCapture, analyzeJoined } from '../src/analyze.js';
import type { CaptureAnalysis } from '../src/model/analysis.js';
import { CaptureError } from '../src/reader/capture/capture-error.js';
import { comparable } from './support/comparable.js';
import { readCapture } from './support/pcap-file.js';
import { isPlainEthernet, rewritings } from './support/rewrite.js';
import { analysisOptions, type Fixture, fixtures } from './support/truth.js';

const folder = mkdtempSync(join(tmpdir(), 'ftpscope-joined-'));
after(() => rmSync(folder, { recursive: true }));

const nanoseconds = (packets: readonly ForgedPacket[]) => pcap(packets, { nanoseconds: true });

/** Every file may be of another kind. */
const CONTAINERS: readonly { extension: string; file: (packets: readonly ForgedPacket[]) => Uint8Array }[] = [
  { extension: 'pcap', file: nanoseconds },
  { extension: 'pcapng', file: (packets) => pcapng(packets, { resolution: NANOSECONDS }) },
  { extension: 'pcap.gz', file: (packets) => gzip(nanoseconds(packets)) },
];

let written = 0;

function write(extension: string, bytes: Uint8Array): string {
  const path = join(folder, `${++written}.${extension}`);
  writeFileSync(path, bytes);
  return path;
}

/** Cuts before the packets with these indices and writes each part in another container. */
function cut(packets: readonly ForgedPacket[], places: readonly number[]): string[] {
  const ends = [...places, packets.length];
  return ends.map((end, n) => {
    const { extension, file } = CONTAINERS[n % CONTAINERS.length] as (typeof CONTAINERS)[number];
    return write(extension, file(packets.slice(n === 0 ? 0 : ends[n - 1], end)));
  });
}

function identity({ length }: readonly unknown[]): number[] {
  return Array.from({ length }, (_, i) => i + 1);
}

function assertSame(joined: CaptureAnalysis, whole: CaptureAnalysis, packets: readonly ForgedPacket[]): void {
  assert.equal(joined.packets, whole.packets);
  assert.equal(joined.bytes, whole.bytes);
  assert.deepEqual(comparable(joined, identity(packets)), comparable(whole, identity(packets)));
}

/** Undamaged, small, of one link type, in the order of time: what rotated files come from. */
function isRotatable({ path, truth, name }: Fixture): boolean {
  if (truth.exit || /-blocks|-drops|undescribed/.test(name) || readFileSync(path).length > 100_000) return false;
  const packets = readCapture(path);
  return (
    packets.length >= 12 &&
    packets.length === truth.tshark?.packets &&
    isPlainEthernet(packets) &&
    packets.every(({ time }, i) => i === 0 || time >= (packets[i - 1]?.time ?? 0n))
  );
}

describe('joined, the thirds of a capture say what the whole says', () => {
  // Every fourth: they differ in what happens, not in how they are cut.
  const candidates = fixtures()
    .filter(isRotatable)
    .filter((_, n) => n % 4 === 0);
  it('there are fixtures to cut', () => assert.ok(candidates.length >= 40, `${candidates.length} fixtures`));
  for (const { name, path, truth } of candidates) {
    it(name, async () => {
      const packets = readCapture(path);
      const third = Math.floor(packets.length / 3);
      const files = cut(packets, [third, 2 * third]);
      const begins = [0, third, 2 * third].map((index) => packets[index]?.time);
      // Where two begin at the same time the order in which they are given decides.
      const given = new Set(begins).size === 3 ? files.toReversed() : files;
      const joined = await analyzeJoined(given, analysisOptions(truth));
      assertSame(joined, await analyzeCapture(path, analysisOptions(truth)), packets);
      assert.equal(joined.path, files.join(' + '));
      assert.deepEqual(
        joined.files?.map(({ path, packets, firstFrame }) => ({ path, packets, firstFrame })),
        [
          { path: files[0], packets: third, firstFrame: 1 },
          { path: files[1], packets: third, firstFrame: third + 1 },
          { path: files[2], packets: packets.length - 2 * third, firstFrame: 2 * third + 1 },
        ],
      );
    });
  }
});

const ACTIVE = 'fixtures/captures/vsftpd-curl-port-get.pcap';

describe('joined at a seam', () => {
  const packets = readCapture(ACTIVE);

  it('a session goes on, wherever the seam is', async () => {
    const whole = await analyzeCapture(ACTIVE);
    for (let place = 1; place < packets.length; place += 1) {
      assertSame(await analyzeJoined(cut(packets, [place])), whole, packets);
    }
  });

  it('a file of each packet is a capture too; its path names the first and the last', async () => {
    const files = cut(packets, identity(packets).slice(0, -1));
    assert.equal(files.length, packets.length);
    const joined = await analyzeJoined(files);
    assertSame(joined, await analyzeCapture(ACTIVE), packets);
    assert.equal(joined.path, `${files[0]} + … + ${files.at(-1)}`);
  });

  it('each file has its own link type', async () => {
    const titles = ['Linux cooked', 'raw IP', 'a VLAN tag in every packet'];
    const dressed = titles.map((title) => rewritings.find((rewriting) => rewriting.title === title)?.packets);
    const parts = [0, 20, 40].map((start, n) => {
      const part = packets.slice(start, n === 2 ? undefined : start + 20);
      return write('pcap', nanoseconds(dressed[n]?.(part).packets ?? []));
    });
    const joined = await analyzeJoined(parts);
    assert.deepEqual(joined.linkTypes, ['LINUX_SLL', 'RAW', 'EN10MB']);
    const whole = await analyzeCapture(ACTIVE);
    const same = (capture: CaptureAnalysis) => comparable({ ...capture, bytes: 0 }, identity(packets));
    assert.deepEqual(same(joined), same(whole));
  });

  it('each file has its own resolution of time', async () => {
    const files = [write('pcap', pcap(packets.slice(0, 30))), write('pcap', nanoseconds(packets.slice(30)))];
    const joined = await analyzeJoined(files);
    assert.match(joined.firstTimestamp ?? '', /\.\d{9}Z$/);
    assertSame(joined, await analyzeCapture(ACTIVE), packets);
  });

  it('a file without packets is no gap', async () => {
    const [head = '', rest = ''] = cut(packets, [30]);
    const joined = await analyzeJoined([write('pcap', pcap([])), head, rest]);
    assertSame(joined, await analyzeCapture(ACTIVE), packets);
    assert.deepEqual(
      joined.files?.map(({ packets, firstFrame }) => [packets, firstFrame]),
      [
        [30, 1],
        [31, 31],
        [0, null],
      ],
    );
  });
});

describe('joined, a file that is not as it should be', () => {
  const packets = readCapture(ACTIVE);
  const warningsOf = ({ warnings }: CaptureAnalysis) => warnings.map(({ kind, frame }) => ({ kind, frame }));

  it('is damaged: it is read up to the damage, and the next one is read', async () => {
    const files = cut(packets, [30, 31]);
    const damaged = write('pcap', nanoseconds(packets.slice(0, 30)).slice(0, -10));
    const joined = await analyzeJoined([damaged, ...files.slice(1)]);
    assert.deepEqual(warningsOf(joined)[0], { kind: 'truncated-file', frame: 30 });
    assert.ok(joined.warnings[0]?.message.startsWith(`${damaged}: `), joined.warnings[0]?.message);
    assert.equal(joined.complete, false);
    assert.equal(joined.packets, packets.length - 1);
    assert.equal(joined.files?.[1]?.firstFrame, 30);
    assert.equal(joined.sessions.length, 1);
  });

  it('cannot be read: the others are', async () => {
    const [one = '', two = ''] = cut(packets, [30]);
    const missing = join(folder, 'missing.pcap');
    const joined = await analyzeJoined([one, missing, two]);
    assert.deepEqual(warningsOf(joined), [{ kind: 'unreadable-file', frame: undefined }]);
    assert.equal(joined.warnings[0]?.message, `${missing}: The file does not exist.`);
    assert.deepEqual([joined.complete, joined.packets, joined.sessions.length], [false, packets.length, 1]);
  });

  it('is the only one and cannot be read', async () => {
    await assert.rejects(analyzeJoined([join(folder, 'missing.pcap')]), CaptureError);
    await assert.rejects(analyzeJoined(['/dev/null']), /no regular file/);
  });

  it('is given twice: the overlap is said', async () => {
    const joined = await analyze([ACTIVE, ACTIVE], { joined: true });
    const [capture] = joined.captures;
    assert.ok(capture !== undefined);
    assert.deepEqual(warningsOf(capture)[0], { kind: 'files-overlap', frame: packets.length + 1 });
  });

  it('begins seconds before the end of the one before', async () => {
    const early = packets.map((packet) => ({ ...packet, time: packet.time - 5_000_000_000n }));
    const long = [
      ...packets.slice(0, 30),
      { ...(packets[30] as ForgedPacket), time: (packets[30]?.time ?? 0n) + 9_000_000_000n },
    ];
    const overlapping = [nanoseconds(long), nanoseconds(packets.slice(31))].map((bytes) => write('pcap', bytes));
    assert.equal(warningsOf(await analyzeJoined(overlapping))[0]?.kind, 'files-overlap');
    const following = [nanoseconds(early), nanoseconds(packets)].map((bytes) => write('pcap', bytes));
    assert.ok(!warningsOf(await analyzeJoined(following)).some(({ kind }) => kind === 'files-overlap'));
  });
});

describe('stopped', () => {
  it('a joined capture is what was read; the files not read are named', async () => {
    const packets = readCapture(ACTIVE);
    const files = cut(packets, [20, 40]);
    const controller = new AbortController();
    // Called after each chunk; the first file is one chunk.
    const onProgress = () => controller.abort();
    const joined = await analyzeJoined(files, { stop: controller.signal, onProgress });
    assert.deepEqual([joined.packets, joined.complete], [20, false]);
    const [warning] = joined.warnings.filter(({ kind }) => kind === 'interrupted').toReversed();
    assert.equal(warning?.message, `Interrupted before these files were read: ${files[1]}, ${files[2]}.`);
  });

  it('before anything is read there is nothing to analyse', async () => {
    const reason = new Error('enough');
    const stop = AbortSignal.abort(reason);
    await assert.rejects(analyzeCapture(ACTIVE, { stop }), reason);
    await assert.rejects(analyzeJoined([ACTIVE], { stop }), reason);
  });
});
