/** Tables of `{ title, input, expected }`, one test a row. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

export interface Case<Input, Expected> {
  readonly title: string;
  readonly input: Input;
  readonly expected: Expected;
  /** Why it cannot pass yet. */
  readonly todo?: string;
}

/** Declares a test for every row: `actual` of its input equals what it expects. */
export function table<Input, Expected>(
  name: string,
  actual: (input: Input) => Expected,
  cases: readonly Case<Input, Expected>[],
): void {
  describe(name, () => {
    for (const { title, input, expected, todo } of cases) {
      it(title, { todo: todo ?? false }, () => assert.deepEqual(actual(input), expected));
    }
  });
}
