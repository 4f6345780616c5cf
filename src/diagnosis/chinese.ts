const HAN_LAST = /\p{Script=Han}$/u;
const HAN_FIRST = /^\p{Script=Han}/u;
const LATIN_LAST = /[A-Za-z0-9]$/;
const LATIN_FIRST = /^[-A-Za-z0-9]/;

/**
 * A Chinese sentence of parts of which one cannot tell what they begin and end with: between Chinese and Latin letters
 * or digits stands a space. What is within a part, a file name for example, stays as it is.
 */
export function chinese(literals: TemplateStringsArray, ...values: readonly string[]): string {
  return literals.slice(1).reduce((text, literal, n) => join(join(text, values[n] ?? ''), literal), literals[0] ?? '');
}

function join(before: string, after: string): string {
  const meet = HAN_LAST.test(before) ? LATIN_FIRST.test(after) : LATIN_LAST.test(before) && HAN_FIRST.test(after);
  return meet ? `${before} ${after}` : before + after;
}
