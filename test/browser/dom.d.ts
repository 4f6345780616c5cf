/**
 * The names of the browser that playwright-core's types mention. No test touches them: what runs in the page is text,
 * so that the rest of the project is compiled without a browser's globals.
 */
interface Node {
  readonly nodeType: number;
}
interface HTMLElement extends Node {
  readonly hidden: boolean;
}
interface SVGElement extends Node {
  readonly viewportElement: SVGElement | null;
}
interface HTMLElementTagNameMap {
  readonly html: HTMLElement;
}
