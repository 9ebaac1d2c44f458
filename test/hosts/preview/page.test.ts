import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, hasBrowser, launch, LOOKS, openTab, picture, type Look, type Tab } from './browser.ts';
import { openPreview, type RunningPreview } from './fixture.ts';

let browser: Browser;
let preview: RunningPreview;
let tab: Tab | null = null;

beforeAll(async () => {
  if (!hasBrowser) return;
  [browser, preview] = await Promise.all([launch(), openPreview()]);
});

afterAll(async () => {
  if (!hasBrowser) return;
  await browser.close();
  await preview.close();
});

afterEach(async () => {
  const { foreign, complaints } = tab ?? { foreign: [], complaints: [] };
  await tab?.close();
  tab = null;
  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
});

async function open(look?: Look, query = ''): Promise<Page> {
  tab = await openTab(browser, preview, look, query);
  return tab.page;
}

const reply = (page: Page): ReturnType<Page['locator']> => page.locator('discord-message').last();

describe.skipIf(!hasBrowser).each(LOOKS)('the page in the browser, $name', (look) => {
  it('is used by keyboard alone: command, options, autocomplete, reply, button', async () => {
    const page = await open(look);
    await picture(page, `${look.name}-start`);
    await page.keyboard.type('/');
    const items = page.locator('#popup-list [role=option]');
    await items.filter({ hasText: 'Find the paragraphs that answer a question' }).waitFor();
    const place = (await items.allTextContents()).findIndex((item) => item.startsWith('/search'));
    await picture(page, `${look.name}-commands`);
    for (let down = 0; down < place; down++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type('who attacked the prime minister');
    expect(await page.locator('#popup-heading').textContent()).toContain('What you want to know');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('v');
    await page.getByRole('option', { name: 'VICE UK' }).waitFor();
    await picture(page, `${look.name}-autocomplete`);
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await reply(page).getByText('VICE UK').first().waitFor();
    expect(await reply(page).locator('strong').first().textContent()).toMatch(/attack|prime|minister/iu);
    expect(await page.locator('#announcer').textContent()).toContain('who attacked the prime minister');
    await picture(page, `${look.name}-reply`);
    await page.getByRole('button', { name: 'Source 1' }).focus();
    await page.keyboard.press('Enter');
    await reply(page).getByText('Only you can see this').waitFor();
    expect(await reply(page).textContent()).toContain('Zero Arrests and Zero Answers');
    await picture(page, `${look.name}-private`);
    await expectAccessible(page);
  });

  it('is used by pointer alone: a question of the start, a button, what was sent', async () => {
    const page = await open(look);
    const question = page.locator('#questions button').first();
    const asked = (await question.textContent()) ?? '';
    await question.click();
    await expect.poll(async () => reply(page).locator('.embed-title').first().textContent()).toBe(asked);
    await page.getByText('What was sent').click();
    await page.getByText('"allowed_mentions"').waitFor();
    await page.getByRole('button', { name: 'Source 2' }).click();
    await page.getByRole('button', { name: 'Dismiss message' }).click();
    expect(await page.locator('discord-message').count()).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});

describe.skipIf(!hasBrowser)('the page in the browser', () => {
  it('weighs less than 500 kB', async () => {
    const page = await open();
    await page.locator('#questions button').first().waitFor();
    await expect.poll(() => tab?.bytes() ?? 0).toBeGreaterThan(100_000);
    expect(tab?.bytes()).toBeLessThan(500_000);
  });

  it('opens /source on a title that is offered, and sends its id', async () => {
    const page = await open();
    await page.keyboard.type('/source worrisome');
    await page.getByRole('option', { name: /How worrisome/u }).click();
    expect(await page.locator('#call .option input').inputValue()).toContain('How worrisome is Iranian control');
    await page.getByRole('button', { name: 'Send' }).click();
    await reply(page).getByText('Eric R. Mandel', { exact: true }).waitFor();
  });

  it('shows the mistakes that the bot tells, and those that Discord would not send', async () => {
    const page = await open();
    await page.keyboard.type('/source nothing like it');
    await page.getByText('nothing fits').waitFor();
    await page.keyboard.press('Enter');
    await reply(page).getByText('No article "nothing like it"').waitFor();
    await page.keyboard.type('/latest count:many');
    await page.keyboard.press('Enter');
    await expect.poll(async () => page.getByRole('alert').textContent()).toContain('"count": must be a number');
    expect(await page.locator('#call .option input').inputValue()).toBe('many');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.type('/serach');
    await page.keyboard.press('Enter');
    await expect.poll(async () => page.getByRole('alert').textContent()).toContain('/search');
    await picture(page, 'mistakes');
  });

  it('refuses a paste of 10 MB in a sentence, and goes on', async () => {
    const page = await open();
    await page.evaluate(`(() => {
      const data = new DataTransfer();
      data.setData('text/plain', 'x'.repeat(10_000_000));
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    })()`);
    await expect.poll(async () => page.getByRole('alert').textContent()).toContain('10,000,000 characters; Discord takes 2,000');
    await page.keyboard.type('/help');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await reply(page).getByText('Promises', { exact: true }).waitFor();
  });

  it('answers the question in its address once, and keeps key and question out of it', async () => {
    const page = await open(undefined, '&q=drone%20attack');
    await reply(page).locator('.embed-title').first().waitFor();
    expect(await reply(page).locator('.embed-title').first().textContent()).toBe('drone attack');
    expect(page.url()).toBe(`${preview.origin}/`);
    await page.goto(`${preview.origin}/?q=JCPOA`);
    await expect.poll(async () => page.locator('.embed-title').allTextContents()).toContain('JCPOA');
  });

  it('keeps what was shown and typed over a reload; up brings the last commands back', async () => {
    const page = await open();
    for (const [place, line] of ['/help ', '/search drone', 'a message of mine'].entries()) {
      await page.keyboard.type(line);
      await page.keyboard.press('Enter');
      await page.locator('discord-message').nth(place).waitFor();
    }
    await page.reload();
    await expect.poll(async () => page.locator('discord-message').count()).toBe(3);
    await page.getByText('Connected', { exact: true }).waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#box').inputValue()).toBe('a message of mine');
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#call .option input').inputValue()).toBe('drone');
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#call').textContent()).toBe('/help');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(async () => page.locator('discord-message').count()).toBe(4);
  });

  it('writes a message that stays text, and says how to ask the bot', async () => {
    const page = await open();
    await page.keyboard.type('Where is <b>Baghdad</b>?');
    await page.keyboard.press('Enter');
    await reply(page).getByText('Where is <b>Baghdad</b>?').waitFor();
    await page.getByRole('button', { name: 'Ask with /search' }).click();
    await expect.poll(async () => page.locator('.embed-title').first().textContent()).toBe('Where is <b>Baghdad</b>?');
  });

  it('works in two tabs of one browser, each with its own channel', async () => {
    const page = await open();
    const second = await page.context().newPage();
    await second.goto(`${preview.origin}/?q=JCPOA`);
    await second.locator('discord-message').waitFor();
    expect(await page.locator('discord-message').count()).toBe(0);
    await page.keyboard.type('/search drone');
    await page.keyboard.press('Enter');
    await page.locator('discord-message').waitFor();
  });

  it('outlives a restart of the bot: says so, and goes on', async () => {
    const first = await openPreview();
    const old = await openTab(browser, first, undefined, '&q=drone');
    const { page } = old;
    await page.getByRole('button', { name: 'Source 1' }).waitFor();
    await first.stop();
    await page.getByText('Connection lost').waitFor();
    await page.keyboard.type('/help');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('The bot cannot be reached.', { exact: true }).waitFor();
    const second = await openPreview({ port: first.port, stateDir: first.stateDir });
    await page.getByText('The bot was started anew').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Promises', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Source 1' }).click();
    await page.locator('.failure').getByText('This message is from before the bot was started anew').waitFor();
    await picture(page, 'restart');
    await second.stop();
    const stranger = await openPreview({ port: first.port });
    await page.getByText('The key to this page is missing or wrong. Open the link').waitFor();
    await old.close();
    await stranger.close();
    await second.close();
    await first.close();
  });
});
