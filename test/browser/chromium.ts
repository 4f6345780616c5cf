/** Chromium as Debian has it, without any network. */
import { existsSync } from 'node:fs';
import { after } from 'node:test';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Why the tests in a browser are skipped, or false; where CI is set they must run. */
export const skip: string | false =
  existsSync(EXECUTABLE) || process.env.CI !== undefined ? false : `${EXECUTABLE} is not installed`;

/** One for a test file, with a profile of its own in the folder for temporary files. */
let browser: Promise<Browser> | undefined;

after(async () => {
  await (await browser)?.close();
});

/** What the page did that a harmless report does not do. */
export interface Visit {
  readonly page: Page;
  /** Requests beside that of the file itself. */
  readonly requests: readonly string[];
  /** Errors, violations of the policy, dialogs. */
  readonly complaints: readonly string[];
}

/** Opens the file, with nothing left of other visits. */
export async function visit(
  path: string,
  options: Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'javaScriptEnabled' | 'permissions'>,
  look: (visit: Visit) => Promise<void>,
): Promise<void> {
  browser ??= chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
  const context = await (await browser).newContext({ offline: true, ...options });
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (request.url().split('#', 1)[0] !== `file://${path}`) requests.push(request.url());
    });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(`file://${path}`);
    await look({ page, requests, complaints });
  } finally {
    await context.close();
  }
}
