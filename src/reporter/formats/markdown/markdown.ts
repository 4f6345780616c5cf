import type { Document } from '../../document.js';

/** GitHub-flavoured Markdown, in pieces, each ending with a line feed. */
export function* renderMarkdown(_document: Document): Generator<string> {
  yield 'not built yet\n';
}
