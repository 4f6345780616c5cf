/** Reports as their reader has them: opened from a file, in Chromium, by mouse and by keyboard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { skip, visit } from './chromium.js';
import { jsonOf, pageOf } from './reports.js';

const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 } };

const ACTIVE = 'vsftpd-curl-port-get.pcap';
const FAILING = 'vsftpd-scripted-five-failures.pcap';
const FIXTURES = [
  ACTIVE,
  FAILING,
  'vsftpd-curl-pasv-get.pcap',
  'forged-fxp.pcap',
  'vsftpd-scripted-names-gbk.pcap',
  'vsftpd-curl-auth-tls13-prot-p.pcap',
  'forged-data-refused.pcap',
];

interface Step {
  readonly frames: string;
  readonly text: string;
  readonly all: string;
  readonly filter: string;
}

/** The steps of the first drawing, as its list tells them. */
async function stepsOf(page: Page): Promise<Step[]> {
  return page.evaluate<
    Step[]
  >(`[...document.querySelector('figure.sequence').querySelectorAll('.steps li[id]')].map((item) => ({
    frames: item.querySelector('.where strong').textContent,
    text: item.querySelector('.what').textContent,
    all: item.textContent,
    filter: item.querySelector('code.filter')?.textContent ?? '',
  }))`);
}

/** `frame 20` and `frames 20–22` begin with frame 20. */
function beginsWith(step: Step, frame: number): boolean {
  return new RegExp(`^frames? ${frame}(?:–|$)`).test(step.frames);
}

for (const name of FIXTURES) {
  test(`${name}: the drawing says what the JSON says`, { skip }, async () => {
    const session = jsonOf(name).captures[0]?.sessions[0];
    assert.ok(session !== undefined);
    await visit(pageOf('timeline', 'en', name), DESKTOP, async ({ page, requests, complaints }) => {
      const steps = await stepsOf(page);
      assert.equal(
        await page.locator('figure.sequence').first().locator('a.arrow').count(),
        steps.filter(({ filter }) => filter !== '').length,
      );
      for (const { frame, verb, argument, replies } of session.commands) {
        const line = argument === null ? verb : `${verb} ${argument}`;
        assert.ok(
          steps.some((step) => beginsWith(step, frame) && step.text === line),
          `${frame} ${line}`,
        );
        for (const reply of replies) {
          const start = `${String(reply.code).padStart(3, '0')} ${reply.text.split('\n', 1)[0]}`;
          const found = steps.some(
            (step) =>
              beginsWith(step, reply.frame) &&
              step.text.replace('-', ' ').startsWith(start.replace('-', ' ').slice(0, 60)),
          );
          assert.ok(found, `${reply.frame} ${start}`);
        }
      }
      for (const { id, data, mode, fxp } of session.transfers) {
        if (data === null || data.openedBy === null) continue;
        const opener = fxp && data.openedBy === 'client' ? 'other server' : data.openedBy;
        const opening = steps.find((step) => beginsWith(step, data.firstFrame) && step.text.startsWith('SYN'));
        assert.ok(opening !== undefined, id);
        assert.match(opening.all, new RegExp(`frames? [\\d–]+ ${opener} → `));
        assert.ok(opening.all.includes(mode), `${id} ${mode}`);
        for (const bytes of [data.bytesFromClient, data.bytesFromServer]) {
          const written = `${String(bytes).replace(/\B(?=(?:\d{3})+$)/g, ',')} B`;
          assert.ok(bytes === 0 || steps.some((step) => step.text.includes(written)), `${id} ${written}`);
        }
      }
      for (const { id } of session.findings.filter(({ severity }) => severity === 'error')) {
        assert.ok(
          steps.some((step) => new RegExp(`findings[^\\n]*${id}\\b`).test(step.all)),
          id,
        );
      }
      assert.deepEqual([requests, complaints], [[], []]);
    });
  });
}

const PERMISSIONS = { ...DESKTOP, permissions: ['clipboard-read', 'clipboard-write'] };
const READ_CLIPBOARD = 'navigator.clipboard.readText()';

test('a click on an arrow shows its details, and copies its display filter', { skip }, async () => {
  await visit(pageOf('timeline', 'en', ACTIVE), PERMISSIONS, async ({ page, complaints }) => {
    const steps = (await stepsOf(page)).filter(({ filter }) => filter !== '');
    const arrows = page.locator('a.arrow');
    const panel = page.locator('.panel');
    assert.equal(await panel.isVisible(), false);
    for (const [n, step] of steps.entries()) {
      await arrows.nth(n).click();
      assert.equal(await page.evaluate(READ_CLIPBOARD), step.filter);
      assert.equal(await shown(page), plain(step.all));
      assert.equal(await page.locator('[role="status"]').textContent(), `Copied: ${step.filter}`);
      assert.equal(await page.locator('a.arrow[aria-current]').count(), 1);
    }
    assert.equal(new URL(page.url()).hash, '');
    assert.deepEqual(complaints, []);
  });
});

test('without a mouse: Tab and arrow keys show details, Enter copies, Escape closes', { skip }, async () => {
  await visit(pageOf('timeline', 'en', ACTIVE), PERMISSIONS, async ({ page, complaints }) => {
    const steps = (await stepsOf(page)).filter(({ filter }) => filter !== '');
    const panel = page.locator('.panel');
    const first = 'a.arrow[href="#s1-e1-details"]';
    for (let presses = 0; presses < 30 && !(await hasFocus(page, first)); presses += 1)
      await page.keyboard.press('Tab');
    assert.ok(await hasFocus(page, first));
    assert.equal(await shown(page), plain(steps[0]?.all));
    await page.keyboard.press('ArrowDown');
    assert.equal(await shown(page), plain(steps[1]?.all));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    assert.equal(await shown(page), plain(steps[1]?.all));
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(READ_CLIPBOARD), steps[1]?.filter);
    await page.keyboard.press('Escape');
    assert.equal(await panel.isVisible(), false);
    assert.deepEqual(complaints, []);
  });
});

test('the first stop of the Tab key leads past the head of the page', { skip }, async () => {
  await visit(pageOf('summary', 'zh', ACTIVE), DESKTOP, async ({ page }) => {
    await page.keyboard.press('Tab');
    assert.ok(await hasFocus(page, 'a.skip'));
    await page.keyboard.press('Enter');
    assert.equal(new URL(page.url()).hash, '#main');
  });
});

test('without a clipboard the text is copied as a selection', { skip }, async () => {
  await visit(pageOf('diagnose', 'en', FAILING), PERMISSIONS, async ({ page }) => {
    const read = await page.context().newPage();
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    const holder = page.locator('dd .copyable').first();
    const filter = await holder.locator('code').textContent();
    await holder.locator('button').click();
    assert.equal(await page.locator('[role="status"]').textContent(), `Copied: ${filter}`);
    assert.equal(await page.locator('textarea').count(), 0);
    await read.goto(page.url());
    await read.bringToFront();
    assert.equal(await read.evaluate(READ_CLIPBOARD), filter);
  });
});

test('every display filter has a button that copies it', { skip }, async () => {
  await visit(pageOf('diagnose', 'en', FAILING), PERMISSIONS, async ({ page }) => {
    const finding = jsonOf(FAILING).captures[0]?.sessions[0]?.findings.find(({ severity }) => severity === 'error');
    await page.locator('dl.entries .copyable button').first().click();
    assert.equal(await page.evaluate(READ_CLIPBOARD), finding?.displayFilter);
    assert.ok((finding?.displayFilter ?? '') !== '');
  });
});

test('a failed arrow leads to its finding', { skip }, async () => {
  await visit(pageOf('diagnose', 'en', FAILING), DESKTOP, async ({ page }) => {
    await page.locator('a.badge.failed').first().click();
    assert.equal(new URL(page.url()).hash, '#F1');
    assert.match((await page.locator(':target').textContent()) ?? '', /^F1 · error/);
  });
});

test('without script everything is there, and an arrow leads to its details', { skip }, async () => {
  const options = { ...DESKTOP, javaScriptEnabled: false };
  await visit(pageOf('timeline', 'en', FAILING), options, async ({ page, requests, complaints }) => {
    assert.equal(await page.locator('button').count(), 0);
    assert.equal(await page.locator('.hint').first().isVisible(), false);
    const arrow = page.locator('a.arrow').nth(3);
    const target = page.locator(`[id="${(await arrow.getAttribute('href'))?.slice(1)}"]`);
    assert.equal(await target.isVisible(), false);
    await arrow.click();
    await target.waitFor({ state: 'visible' });
    assert.equal(
      await page.locator(':target code.filter').textContent(),
      await target.locator('code.filter').textContent(),
    );
    assert.deepEqual([requests, complaints], [[], []]);
  });
});

for (const view of ['summary', 'timeline', 'replies', 'transfers', 'diagnose', 'lab']) {
  for (const [language, ...names] of [
    ['en', FAILING],
    ['zh', 'forged-fxp.pcap', 'forged-lprt-ipv6.pcap'],
  ] as const) {
    test(`${view} in ${language}: contrast of every text, and no scrolling sideways on a phone`, { skip }, async () => {
      await visit(pageOf(view, language, ...names), PHONE, async ({ page }) => {
        assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= PHONE.viewport.width);
        assert.ok((await page.evaluate<number>(SMALLEST_TEXT)) >= 10.5);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const [checked, weak] = await page.evaluate<[number, string[]]>(WEAK_TEXTS);
          assert.ok(checked > 5);
          assert.deepEqual(weak, [], colorScheme);
        }
      });
    });
  }
}

test('on paper: light, nothing but the report, and no box that scrolls', { skip }, async () => {
  await visit(pageOf('timeline', 'en', ACTIVE), { ...DESKTOP, colorScheme: 'dark' }, async ({ page }) => {
    await page.locator('a.arrow').first().focus();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(255, 255, 255)');
    for (const hidden of ['.panel', 'button', '.hint']) {
      assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
    }
    assert.equal(await page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowX"), 'visible');
    assert.equal(await page.evaluate("getComputedStyle(document.querySelector('tbody tr')).breakInside"), 'avoid');
    const pdf = await page.pdf({ format: 'A4' });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  });
});

/** A name that the client typed and the server repeats; nothing of it may become part of the page. */
test('hostile names and banners are text', { skip }, async () => {
  const { hostileReport } = await import('./hostile-report.js');
  for (const view of ['summary', 'timeline', 'diagnose'] as const) {
    await visit(await hostileReport(view), DESKTOP, async ({ page, requests, complaints }) => {
      const elements = await page.evaluate<string[]>(
        "[...new Set([...document.querySelectorAll('*')].map((element) => element.localName))]",
      );
      for (const name of ['img', 'iframe', 'textarea', 'b', 'object', 'image'])
        assert.ok(!elements.includes(name), name);
      assert.equal(await page.locator('script').count(), 1);
      assert.equal(await page.locator('style').count(), 1);
      assert.equal(
        await page.evaluate(
          "[...document.querySelectorAll('*')].some((element) => [...element.attributes].some(({ name }) => /^on|^style$/.test(name)))",
        ),
        false,
      );
      assert.ok((await page.locator('main').textContent())?.includes('<script>alert(1)</script>'));
      for (const arrow of await page.locator('a.arrow').all()) await arrow.focus();
      assert.deepEqual([requests, complaints], [[], []]);
    });
  }
});

async function hasFocus(page: Page, selector: string): Promise<boolean> {
  return page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`);
}

/** Text of the panel without its buttons. */
async function shown(page: Page): Promise<string> {
  return plain(
    await page.evaluate<string>(`(() => {
      const copy = document.querySelector('.panel').cloneNode(true);
      for (const button of copy.querySelectorAll('button')) button.remove();
      return copy.textContent;
    })()`),
  );
}

function plain(text: string | undefined): string {
  return (text ?? '').replace(/Copy/g, '').replace(/\s+/g, ' ').trim();
}

const SMALLEST_TEXT = `(() => {
  let smallest = Infinity;
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.textContent.trim() === '' || element.getClientRects().length === 0) continue;
    smallest = Math.min(smallest, parseFloat(getComputedStyle(element).fontSize));
  }
  return smallest;
})()`;

/** Texts with a contrast below 4.5 to the nearest ground below them; in drawings the ground is that of the drawing or of the pill. */
const WEAK_TEXTS = `(() => {
  const parse = (color) => { const parts = color.match(/[\\d.]+/g).map(Number); return { rgb: parts.slice(0, 3), alpha: parts[3] ?? 1 }; };
  const luminance = (rgb) => rgb.map((value) => value / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, n) => sum + value * [0.2126, 0.7152, 0.0722][n], 0);
  const contrast = (a, b) => { const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x); return (light + 0.05) / (dark + 0.05); };
  const groundOf = (element) => {
    const shape = element.closest('text')?.parentElement.querySelector(':scope > rect.mark, :scope > rect.pill, .badge > svg > rect');
    if (shape) return parse(getComputedStyle(shape).fill).rgb;
    for (let at = element; at; at = at.parentElement) {
      const { rgb, alpha } = parse(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return rgb;
    }
    return [255, 255, 255];
  };
  const weak = new Set();
  let checked = 0;
  for (const details of document.querySelectorAll('details')) details.open = true;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.textContent.trim() === '' || element.getClientRects().length === 0 || element.closest('script, style, title')) continue;
    const style = getComputedStyle(element);
    const color = parse(element.closest('svg') ? style.fill : style.color).rgb;
    checked += 1;
    const value = contrast(color, groundOf(element));
    if (value < 4.5) weak.add(element.localName + '.' + (element.getAttribute('class') ?? '') + ' ' + value.toFixed(2) + ' ' + walker.currentNode.textContent.slice(0, 20));
  }
  return [checked, [...weak]];
})()`;
