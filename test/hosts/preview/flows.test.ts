import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible, hasBrowser, launch, openTab, picture, type Tab } from './browser.ts';
import { openPreview, type RunningPreview } from './fixture.ts';

const QUESTION = 'drone attack on the prime minister';

let browser: Browser;
let preview: RunningPreview;
let tab: Tab;
let page: Page;

beforeAll(async () => {
  if (hasBrowser) [browser, preview] = await Promise.all([launch(), openPreview()]);
});

afterAll(async () => {
  if (!hasBrowser) return;
  await browser.close();
  await preview.close();
});

beforeEach(async () => {
  if (!hasBrowser) return;
  tab = await openTab(browser, preview);
  ({ page } = tab);
  await ask(`/search ${QUESTION}`);
});

afterEach(async () => {
  if (!hasBrowser) return;
  const { foreign, complaints } = tab;
  await tab.close();
  expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
});

const entries = (): Locator => page.locator('.entry:not([hidden])');
const last = (): Locator => entries().last();
const first = (): Locator => entries().first();
const titles = async (entry: Locator): Promise<string[]> => entry.locator('.embed-title').allTextContents();

/** Types a line and waits for the reply. */
async function ask(line: string): Promise<void> {
  const before = await entries().count();
  await page.locator('#box').fill(line);
  await page.keyboard.press('Enter');
  await expect.poll(async () => entries().count()).toBeGreaterThan(before);
  await last().locator('.embed-title').first().waitFor();
}

/** Does something that is answered with a further message. */
async function answered(act: () => Promise<unknown>): Promise<Locator> {
  const before = await entries().count();
  await act();
  await expect.poll(async () => entries().count()).toBe(before + 1);
  await last().locator('discord-embed').first().waitFor();
  return last();
}

async function choose(label: string): Promise<Locator> {
  return answered(async () => first().locator('select').selectOption({ label }));
}

describe.skipIf(!hasBrowser)('what follows from a reply, in the browser', () => {
  it('pages, forth and back in place; somebody else gets theirs', async () => {
    const [, ...shown] = await titles(first());
    await first().getByRole('button', { name: 'Next' }).click();
    await expect.poll(async () => (await titles(first()))[1]).toMatch(/^6\. /u);
    await first().getByRole('button', { name: 'Previous' }).click();
    await expect.poll(async () => (await titles(first())).slice(1)).toEqual(shown);
    expect(await entries().count()).toBe(1);
    await page.getByLabel('Act as').selectOption({ label: 'Somebody else' });
    const theirs = await answered(async () => first().getByRole('button', { name: 'Next' }).click());
    expect(await theirs.textContent()).toContain('Only whoever asked can turn the pages there.');
    expect((await titles(first())).slice(1)).toEqual(shown);
    await page.getByLabel('Act as').selectOption({ label: 'You' });
  });

  it('context, more and related of a quote, from its menu', async () => {
    const context = await choose('2 · Show context');
    expect(await context.textContent()).toContain('the one quoted');
    await picture(page, 'flow-context');
    expect((await titles(await choose('1 · More from this article')))[0]).toContain('More from');
    expect((await titles(await choose('1 · Related')))[0]).toContain('Related to');
    await expectAccessible(page);
  });

  it('citing: in every style, with the file to download; the whole list', async () => {
    const cited = await choose('1 · Cite');
    expect(await cited.textContent()).toContain('Zero Arrests and Zero Answers');
    await cited.getByRole('button', { name: 'BibTeX' }).click();
    const link = cited.getByRole('link', { name: 'citations.bib' });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('citations.bib');
    await picture(page, 'flow-cite');
    const all = await answered(async () => first().getByRole('button', { name: 'Cite all' }).click());
    expect(await all.textContent()).toMatch(/APA 7 · 1/u);
  });

  it('sharing what one saw alone', async () => {
    const source = await answered(async () => first().getByRole('button', { name: 'Source 1' }).click());
    expect(await source.textContent()).toContain('Only you can see this');
    const shared = await answered(async () => source.getByRole('button', { name: 'Share' }).click());
    expect(await shared.textContent()).toContain('Shared by');
    expect(await shared.textContent()).not.toContain('Only you can see this');
    await expect.poll(async () => source.getByRole('button', { name: 'Share' }).count()).toBe(0);
  });

  it('finding a message in the archive, from its menu', async () => {
    await page.locator('#box').fill('They claim that Iran controls Iraq');
    // A plain line is a question; a message of one's own is what the menu is for.
    await page.keyboard.press('Enter');
    await expect.poll(async () => entries().count()).toBe(2);
    const found = await answered(async () => {
      await last().getByRole('button', { name: 'Apps' }).click();
      await page.getByRole('menuitem', { name: 'Find in archive' }).click();
    });
    expect(await found.textContent()).toContain('Only you can see this');
    expect((await titles(found)).length).toBeGreaterThan(1);
    await picture(page, 'flow-find');
  });

  it('what is kept, and deleting it; then the buttons say so', async () => {
    await ask('/privacy ');
    expect(await last().textContent()).toContain(`You asked: ${QUESTION}`);
    await last().getByRole('button', { name: 'Delete all of it' }).click();
    await last().getByText('Nothing is kept about you.', { exact: false }).waitFor();
    const told = await answered(async () => first().getByRole('button', { name: 'Next' }).click());
    expect(await told.textContent()).toContain('This list is no longer known.');
  });

  it('limits in words, told back; what is unclear is asked', async () => {
    await ask('/search question:Iraq when:since May 2021');
    expect(await last().textContent()).toContain('Published from May 1, 2021 to today.');
    await ask('/search question:Iraq when:08/12/2021');
    await answered(async () => last().getByRole('button', { name: 'December 8, 2021' }).click());
    expect(await last().textContent()).toContain('Published on December 8, 2021.');
  });

  it('in German', async () => {
    const german = await openTab(browser, preview, undefined, '', 'de-DE');
    await german.page.locator('#box').fill(`/search ${QUESTION}`);
    await german.page.keyboard.press('Enter');
    await german.page.getByRole('button', { name: 'Weiter' }).waitFor();
    expect(await german.page.locator('.entry').first().textContent()).toMatch(/ohne Datum · Absatz \d+ · Link nicht erhalten/u);
    await picture(german.page, 'flow-german');
    expect(german.complaints).toEqual([]);
    await german.close();
  });
});
