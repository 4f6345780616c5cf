/** The table of 4-tuples against a Map of texts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FlowTable, type FourTuple } from '../../../src/reader/tcp/flow-table.js';

/** mulberry32: the same numbers on every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}

function tuple(source: readonly number[], destination: readonly number[], ports: readonly [number, number]): FourTuple {
  return {
    source: Int32Array.from(source),
    destination: Int32Array.from(destination),
    sourcePort: ports[0],
    destinationPort: ports[1],
  };
}

function turned({ source, destination, sourcePort, destinationPort }: FourTuple): FourTuple {
  return { source: destination, destination: source, sourcePort: destinationPort, destinationPort: sourcePort };
}

function text({ source, destination, sourcePort, destinationPort }: FourTuple): string {
  return [`${source} ${sourcePort}`, `${destination} ${destinationPort}`].sort().join(' ');
}

describe('FlowTable', () => {
  it('100,000 random 4-tuples, found from both ends', () => {
    const random = numbers(1);
    const table = new FlowTable();
    const reference = new Map<string, number>();
    const tuples: FourTuple[] = [];
    for (let i = 0; i < 100_000; i++) {
      // Few hosts and ports, so that neighbours and repetitions are common; every fourth is IPv6.
      const host = () => (i % 4 === 0 ? [0x20010db8, 0, 0, random() % 50] : [0, 0, 0, (random() % 200) - 100]);
      const made = tuple(host(), host(), [random() % 500, 65_535 - (random() % 50)]);
      tuples.push(made);
      const known = reference.get(text(made));
      assert.equal(table.find(made), known ?? -1);
      if (known !== undefined && i % 3 !== 0) continue;
      table.set(i);
      reference.set(text(made), i);
    }
    for (const made of tuples) {
      assert.equal(table.find(made), reference.get(text(made)));
      assert.equal(table.find(turned(made)), reference.get(text(made)));
    }
  });
  it('differing in one word or port only', () => {
    const table = new FlowTable();
    const base = tuple([1, 2, 3, 4], [5, 6, 7, 8], [21, 40000]);
    table.find(base);
    table.set(0);
    const others = [0, 1, 2, 3].flatMap((word): FourTuple[] => {
      const source = Int32Array.from(base.source);
      const destination = Int32Array.from(base.destination);
      source[word] = -9;
      destination[word] = -9;
      return [
        { ...base, source },
        { ...base, destination },
      ];
    });
    others.push({ ...base, sourcePort: 20 }, { ...base, destinationPort: 40001 });
    others.push({ ...base, sourcePort: 40000, destinationPort: 21 });
    for (const other of others) assert.equal(table.find(other), -1, text(other));
  });
  it('a host that speaks to itself', () => {
    const table = new FlowTable();
    const made = tuple([0, 0, 0, 1], [0, 0, 0, 1], [21, 40000]);
    table.find(made);
    table.set(7);
    assert.equal(table.find(turned(made)), 7);
    assert.equal(table.find({ ...made, sourcePort: 22 }), -1);
  });
  it('the same endpoint on both sides', () => {
    const table = new FlowTable();
    const made = tuple([0, 0, 0, 1], [0, 0, 0, 1], [21, 21]);
    table.find(made);
    table.set(3);
    assert.equal(table.find(turned(made)), 3);
  });
  it('a value replaces the one before', () => {
    const table = new FlowTable();
    const made = tuple([0, 0, 0, 1], [0, 0, 0, 2], [21, 40000]);
    for (const value of [0, 5, 9]) {
      table.find(made);
      table.set(value);
    }
    assert.equal(table.find(made), 9);
  });
});
