/**
 * The script of the page. Without it everything can be read: arrows lead to their entries in the list of steps. With
 * it their details stand beside the drawing, and display filters are copied. Line ends and spaces count: its hash
 * stands in the Content-Security-Policy.
 */
export const SCRIPT = `
(() => {
  'use strict';
  const words = document.body.dataset;
  const status = document.getElementById('status');
  let clearing = 0;
  document.documentElement.classList.add('js');

  const byTextarea = (text) => {
    const before = document.activeElement;
    const area = document.createElement('textarea');
    area.value = text;
    area.readOnly = true;
    area.className = 'hidden';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (before instanceof HTMLElement || before instanceof SVGElement) before.focus({ preventScroll: true });
    return done;
  };

  const copy = async (text) => {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      done = byTextarea(text);
    }
    status.textContent = (done ? words.copied : words.failed) + ' ' + text;
    clearTimeout(clearing);
    clearing = setTimeout(() => { status.textContent = ''; }, 4000);
  };

  const button = (text, label, action) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    if (label !== '') made.setAttribute('aria-label', label);
    made.addEventListener('click', action);
    return made;
  };

  const copyButton = (holder) => {
    const code = holder.querySelector('code');
    holder.append(button(words.copy, words.copy + ' ' + code.textContent, () => copy(code.textContent)));
  };
  for (const holder of document.querySelectorAll('.copyable')) copyButton(holder);

  const entryOf = (arrow) => document.getElementById(arrow.getAttribute('href').slice(1));

  const close = (panel) => {
    panel.hidden = true;
    for (const arrow of panel.closest('figure').querySelectorAll('a.arrow[aria-current]')) arrow.removeAttribute('aria-current');
  };

  const show = (arrow) => {
    const entry = entryOf(arrow);
    const figure = arrow.closest('figure');
    for (const open of document.querySelectorAll('.panel:not([hidden])')) close(open);
    const panel = figure.querySelector('.panel');
    const copied = entry.cloneNode(true);
    for (const old of copied.querySelectorAll('button')) old.remove();
    panel.replaceChildren(button('\\u00d7', words.close, () => { close(panel); arrow.focus({ preventScroll: true }); arrow.blur(); }), ...copied.childNodes);
    panel.firstChild.className = 'close';
    for (const holder of panel.querySelectorAll('.copyable')) copyButton(holder);
    panel.hidden = false;
    arrow.setAttribute('aria-current', 'true');
  };

  const arrowAt = (event) => event.target instanceof Element ? event.target.closest('a.arrow') : null;

  document.addEventListener('focusin', (event) => {
    const arrow = arrowAt(event);
    if (arrow) show(arrow);
  });

  document.addEventListener('click', (event) => {
    const arrow = arrowAt(event);
    if (!arrow || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(arrow);
    copy(entryOf(arrow).querySelector('code.filter').textContent);
  });

  document.addEventListener('keydown', (event) => {
    const arrow = arrowAt(event);
    if (!arrow) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') close(arrow.closest('figure').querySelector('.panel'));
    if (step === undefined) return;
    const arrows = [...arrow.closest('figure').querySelectorAll('a.arrow')];
    const next = arrows[arrows.indexOf(arrow) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();
`;
