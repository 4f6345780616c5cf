/** The page around the captures. */
import { createHash } from 'node:crypto';
import type { ViewOptions } from '../../views/context.js';
import type { HtmlWords } from '../../words/html-en.js';
import { html, Markup } from './escape.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style/style.js';

export interface HtmlStyle extends Pick<ViewOptions, 'words' | 'language' | 'glyphs'> {
  readonly view: keyof HtmlWords['titles'];
  /** `ftpscope 0.1.0`. */
  readonly generator: string;
}

/** Longer titles are cut by browsers. */
const MAX_TITLE = 60;

/** Nothing may be loaded, and nothing runs but what is ours to the letter. */
const POLICY = [
  "default-src 'none'",
  `style-src '${digest(STYLE)}'`,
  `script-src '${digest(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The page up to its first capture, whose path is `path`. */
export function htmlHead({ words, language, view, generator }: HtmlStyle, path: string): string {
  const title = words.html.titles[view];
  const name = Array.from(path.split(/[\\/]/).at(-1) ?? path);
  const shown = name.length > MAX_TITLE / 2 ? `${name.slice(0, MAX_TITLE / 2).join('')}…` : name.join('');
  return html`<!DOCTYPE html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${generator}">
<title>${shown} – ${title} – ftpscope</title>
<style>${new Markup(STYLE)}</style>
</head>
<body data-copy="${words.html.copy}" data-copied="${words.html.copied}" data-failed="${words.html.copyFailed}" data-close="${words.html.close}">
<a class="skip" href="#main">${words.html.skip}</a>
<header class="page">
<p class="brand">ftpscope</p>
<h1>${title}</h1>
</header>
<main id="main">
`.text;
}

/** What closes the page. */
export function htmlTail({ words, generator }: HtmlStyle): string {
  return html`</main>
<footer class="page"><p>${words.html.footer(generator)}</p></footer>
<p id="status" role="status"></p>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
