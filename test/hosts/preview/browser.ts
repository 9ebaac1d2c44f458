import { existsSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from '../../support/process.ts';
import type { RunningPreview } from './fixture.ts';

/** Debian's package; CI installs it. */
const CHROMIUM = '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser) process.stderr.write(`\n*** THE PAGE IS NOT TESTED: there is no browser at ${CHROMIUM} (apt-get install chromium). ***\n\n`);

export interface Look {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
}

export const LOOKS: readonly Look[] = [
  { name: 'light', colorScheme: 'light', width: 1_100 },
  { name: 'dark', colorScheme: 'dark', width: 1_100 },
  { name: 'narrow', colorScheme: 'dark', width: 360 },
];

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** A tab on the page, and what it did behind the scenes. */
export interface Tab {
  readonly page: Page;
  /** Addresses outside of the preview that the page asked for. */
  readonly foreign: readonly string[];
  /** Errors and warnings of the page, among them what its Content-Security-Policy stopped. */
  readonly complaints: readonly string[];
  /** Bytes that came over the wire so far. */
  readonly bytes: () => number;
  close(): Promise<void>;
}

export async function openTab(browser: Browser, preview: RunningPreview, look: Look = { name: 'light', colorScheme: 'light', width: 1_100 }, query = '', locale = 'en-US'): Promise<Tab> {
  const context = await browser.newContext({ locale, colorScheme: look.colorScheme, viewport: { width: look.width, height: 760 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const foreign: string[] = [];
  const complaints: string[] = [];
  let bytes = 0;
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${preview.origin}/`) && !url.startsWith('data:')) foreign.push(url);
  });
  page.on('requestfinished', (request) => {
    void request.sizes().then(({ responseBodySize, responseHeadersSize }) => { bytes += responseBodySize + responseHeadersSize; }).catch(() => undefined);
  });
  page.on('console', (message) => {
    // What is refused on purpose, and told on the page.
    const isRefusal = /^Failed to load resource: the server responded with a status of 4\d\d/u.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isRefusal) complaints.push(message.text());
  });
  page.on('pageerror', (error) => { complaints.push(error.message); });
  await page.goto(`${preview.link}${query}`);
  await page.getByText('Connected', { exact: true }).waitFor();
  return { page, foreign, complaints, bytes: () => bytes, close: async () => context.close() };
}

/** Nothing that WCAG checks by machine is seriously wrong with what is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(`${axe.source}; undefined`);
  const { violations } = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }>('axe.run()');
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html}\n${failureSummary}`) }))).toEqual([]);
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(ROOT, 'test/screenshots', `${name}.png`) });
}
