import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callbackPath, request, type Frame, type RawBot } from '../loopback/raw-bot.ts';
import { expectAccessible, hasBrowser, launch, LOOKS, openTab, picture, type Tab } from './browser.ts';
import { openRawPreview, type RunningPreview } from './fixture.ts';

const commands = [
  { name: 'ask', description: 'Ask', description_localizations: { de: 'Fragen' }, options: [{ type: 3, name: 'question', description: 'What', description_localizations: { de: 'Was' }, required: true }] },
  { type: 3, name: 'Find in archive', name_localizations: { de: 'Im Archiv suchen' } },
];
const ARABIC = 'قال المتحدث إن الهجوم وقع في بغداد';
const HEBREW = 'הדובר אמר כי ההתקפה התרחשה בבגדד';
const BYTES = Uint8Array.from({ length: 3_000 }, (_, at) => at % 256);

let browser: Browser;
let preview: RunningPreview;
let bot: RawBot;
let tab: Tab;
let page: Page;

beforeAll(async () => {
  if (!hasBrowser) return;
  let opened: Awaited<ReturnType<typeof openRawPreview>>;
  [browser, opened] = await Promise.all([launch(), openRawPreview(commands)]);
  ({ preview, bot } = opened);
});

beforeEach(async () => {
  if (!hasBrowser) return;
  tab = await openTab(browser, preview);
  ({ page } = tab);
  return async () => {
    const { foreign, complaints } = tab;
    await tab.close();
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
  };
});

afterAll(async () => {
  if (!hasBrowser) return;
  await browser.close();
  await preview.close();
});

const row = (...components: object[]): object => ({ type: 1, components });
const button = (label: string, more: object = {}): object => ({ type: 2, style: 2, label, custom_id: label, ...more });
const entry = (text: string): ReturnType<Page['locator']> => page.locator('.entry', { hasText: text });
const nobodyOverflows = async (): Promise<void> => { expect(await page.evaluate('[document.documentElement, document.getElementById("log")].map((part) => part.scrollWidth - part.clientWidth)')).toEqual([0, 0]); };

/** The bot's answer to what is done on the page, with files. */
async function answer(act: Promise<unknown>, body: object, files: readonly [name: string, bytes: Uint8Array<ArrayBuffer> | string][] = []): Promise<Frame> {
  const [frame] = await Promise.all([bot.next(), act]);
  const form = new FormData();
  form.set('payload_json', JSON.stringify(body));
  files.forEach(([name, bytes], at) => { form.append(`files[${at}]`, new Blob([bytes]), name); });
  const { status } = await fetch(`${preview.loopback.apiUrl}/v10${callbackPath(frame)}`, { method: 'POST', body: form });
  expect(status).toBe(204);
  return frame;
}

async function ask(data: object, files?: readonly [string, Uint8Array<ArrayBuffer> | string][]): Promise<Frame> {
  await page.locator('#box, #call input').first().focus();
  await page.keyboard.type('/ask why');
  return answer(page.keyboard.press('Enter'), { type: 4, data }, files);
}

async function saved(name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  expect(download.suggestedFilename()).toBe(name);
  return readFile(await download.path());
}

describe.skipIf(!hasBrowser)('files of a reply', () => {
  it('are links with name and size that save the very bytes, and show nothing of them', async () => {
    await ask({ content: 'Cited' }, [['sources.ris', BYTES], ['evil.html', '<script>globalThis.hacked = 1</script>']]);
    await entry('Cited').getByText('3 kB').waitFor();
    expect(await saved('sources.ris')).toEqual(Buffer.from(BYTES));
    expect((await saved('evil.html')).toString()).toContain('hacked');
    expect(await page.evaluate('globalThis.hacked === undefined')).toBe(true);
    const href = (await page.getByRole('link', { name: 'evil.html' }).getAttribute('href')) ?? '';
    const { status, headers, withoutKey } = await page.evaluate<{ status: number; headers: Record<string, string>; withoutKey: number }>(`(async () => {
      const [own, bare] = [await fetch('${href}'), await fetch('${href}', { credentials: 'omit' })];
      return { status: own.status, headers: Object.fromEntries(own.headers), withoutKey: bare.status };
    })()`);
    expect({ status, withoutKey }).toEqual({ status: 200, withoutKey: 403 });
    expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': expect.stringContaining('attachment') as string, 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining('sandbox') as string });
  });

  it('go when an update takes them away', async () => {
    await ask({ content: 'With a file', components: [row(button('Less'))] }, [['a.txt', 'a']]);
    const link = page.getByRole('link', { name: 'a.txt' });
    await link.waitFor();
    const href = (await link.getAttribute('href')) ?? '';
    await answer(page.getByRole('button', { name: 'Less' }).click(), { type: 7, data: { content: 'No more', attachments: [], components: [] } });
    await entry('No more').waitFor();
    expect(await link.count()).toBe(0);
    expect(await page.evaluate(`fetch('${href}').then(({ status }) => status)`)).toBe(410);
  });
});

describe.skipIf(!hasBrowser)('an update in place', () => {
  it('keeps the focus on the same button wherever it stands now, what was open, and the place in the log', async () => {
    const pages = (at: number): object => ({ content: `Page ${at}`, components: [row(...(at > 1 ? [button('Previous', { custom_id: `p${at}` })] : []), button('Next', { custom_id: `n${at}`, disabled: at === 3 }))] });
    await ask(pages(1));
    await ask({ content: 'Something after it' });
    const first = entry('Page');
    await first.getByText('What was sent').click();
    await first.getByRole('button', { name: 'Next' }).focus();
    const focused = (): Promise<unknown> => page.evaluate('document.activeElement?.textContent');
    const scroll = await page.evaluate('document.getElementById("log").scrollTop');
    await answer(page.keyboard.press('Enter'), { type: 7, data: pages(2) });
    await entry('Page 2').waitFor();
    await expect.poll(focused).toBe('Next');
    expect(await first.locator('details').getAttribute('open')).toBe('');
    expect(await page.evaluate('document.getElementById("log").scrollTop')).toBe(scroll);
    await answer(page.keyboard.press('Enter'), { type: 7, data: pages(3) });
    await entry('Page 3').waitFor();
    // Nothing can be pressed where it was: the next best keeps it in this message.
    await expect.poll(focused).toBe('Previous');
    expect(await page.locator('.entry').count()).toBe(2);
    expect(await page.locator('.entry').first().textContent()).toContain('You used /ask question: why');
  });
});

describe.skipIf(!hasBrowser)('acting as somebody else', () => {
  it('shows each their own private replies, and tells the bot who it is', async () => {
    await ask({ content: 'For all', components: [row(button('Mine'))] });
    const mine = await answer(page.getByRole('button', { name: 'Mine' }).click(), { type: 4, data: { content: 'For the asker', flags: 64, components: [row(button('Share'))] } });
    await entry('For the asker').waitFor();
    await page.getByLabel('Act as').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('#announcer').textContent()).toBe('You act as: Somebody else.');
    await entry('For the asker').waitFor({ state: 'hidden' });
    const theirs = await answer(page.getByRole('button', { name: 'Mine' }).click(), { type: 4, data: { content: 'Not yours to press', flags: 64 } }, [['for-them.txt', 'x']]);
    const id = (frame: Frame): unknown => (frame.d['member'] as { user: { id: string } }).user.id;
    expect(id(mine)).not.toBe(id(theirs));
    expect(theirs.d).toMatchObject({ message: { interaction_metadata: { user: { id: id(mine) } } } });
    await entry('Not yours to press').getByText('Somebody else used Mine').waitFor();
    const file = (await page.getByRole('link', { name: 'for-them.txt' }).getAttribute('href')) ?? '';
    expect(await page.evaluate(`fetch('${file.replace('other', 'you')}').then(({ status }) => status)`)).toBe(410);
    await page.locator('#box').focus();
    await page.keyboard.type('A message of theirs');
    await page.keyboard.press('Enter');
    await page.locator('discord-message[author="Somebody else"]').waitFor();
    await picture(page, 'act-as');
    // What the bot adds to one's private reply meanwhile is not shown to another.
    await request(preview.loopback, 'PATCH', `/webhooks/${preview.loopback.applicationId}/${mine.d.token}/messages/@original`, { content: 'Edited for the asker' });
    await page.locator('.entry[hidden]', { hasText: 'Edited for the asker' }).waitFor({ state: 'attached' });
    expect(await page.locator('#announcer').textContent()).not.toContain('Edited for the asker');
    await page.getByLabel('Act as').selectOption('you');
    await entry('Edited for the asker').waitFor();
    await entry('Not yours to press').waitFor({ state: 'hidden' });
    await expectAccessible(page);
  });
});

describe.skipIf(!hasBrowser)('the menu of a message', () => {
  it('is there on the bot’s messages and on one’s own, by keyboard alone', async () => {
    await ask({ content: 'Baghdad' });
    await page.keyboard.type('A claim of mine');
    await page.keyboard.press('Enter');
    for (const text of ['Baghdad', 'A claim of mine']) {
      await entry(text).getByRole('button', { name: 'Apps' }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Apps');
      await page.keyboard.press('Enter');
      await page.keyboard.press('End');
      const found = await answer(page.keyboard.press('Enter'), { type: 4, data: { content: `Found: ${text.length}`, flags: 64 } });
      expect(found.d).toMatchObject({ data: { name: 'Find in archive', resolved: { messages: { [(found.d['data'] as { target_id: string }).target_id]: { content: text } } } } });
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Apps');
      await entry(`Found: ${text.length}`).getByText('You used Find in archive').waitFor();
    }
  });
});

describe.skipIf(!hasBrowser)('the browser’s language', () => {
  it('is the interaction’s, and that of descriptions and menus', async () => {
    const german = await openTab(browser, preview, LOOKS[0], '', 'de-AT');
    const own = german.page;
    await own.locator('#commands').getByText('Fragen').waitFor();
    await own.keyboard.type('/ask ');
    expect(await own.locator('#popup-heading').textContent()).toBe('question: Was');
    await own.keyboard.type('warum');
    expect((await answer(own.keyboard.press('Enter'), { type: 4, data: { content: 'Darum' } })).d['locale']).toBe('de');
    await own.getByRole('button', { name: 'Apps' }).click();
    const pressed = await answer(own.getByRole('menuitem', { name: 'Im Archiv suchen' }).click(), { type: 4, data: { content: 'Gefunden' } });
    expect(pressed.d).toMatchObject({ locale: 'de', data: { name: 'Find in archive' } });
    expect(german.complaints).toEqual([]);
    await german.close();
  });
});

describe.skipIf(!hasBrowser).each(LOOKS)('what replies use, $name', (look) => {
  beforeEach(async () => {
    await page.setViewportSize({ width: look.width, height: 760 });
    await page.emulateMedia({ colorScheme: look.colorScheme });
  });

  it('text from right to left begins at the right, each line by itself; markers and points of omission with it', async () => {
    const list = `- ${ARABIC}…\n- English line\n1. ${HEBREW}`;
    const embed = { title: `2. ${HEBREW}`, description: `…${ARABIC}…`, fields: [{ name: ARABIC, value: list }], footer: { text: `${HEBREW} · 2021` } };
    await ask({ content: `> ${ARABIC}`, embeds: [embed] });
    await page.locator('.embed-title').waitFor();
    const edges = await page.evaluate<Record<string, number>>(`(() => {
      // A line's text lies in several nodes.
      const holds = (selector, piece) => {
        const element = document.querySelector(selector);
        const start = element.textContent.indexOf(piece);
        if (start < 0) throw new Error(selector + ' holds no ' + piece);
        const range = document.createRange();
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        let passed = 0;
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const { length } = node.data;
          if (start >= passed && start < passed + length) range.setStart(node, start - passed);
          if (start + piece.length > passed && start + piece.length <= passed + length) range.setEnd(node, start + piece.length - passed);
          passed += length;
        }
        return { box: range.getBoundingClientRect() };
      };
      const middle = (selector, piece) => { const { x, width } = holds(selector, piece).box; return x + width / 2; };
      const right = (selector) => document.querySelector(selector).getBoundingClientRect().right;
      const box = document.querySelector('.field-name + .prose').getBoundingClientRect();
      const value = '.field-name + .prose';
      return {
        titleMarker: middle('.embed-title', '2.') - middle('.embed-title', '${HEBREW.slice(-4)}'),
        titleAtRight: right('.embed-title') - holds('.embed-title', '2.').box.right,
        omissionBefore: middle('discord-embed-description', '…') - middle('discord-embed-description', '${ARABIC.slice(-5)}'),
        bulletAtRight: box.right - holds(value, '- ' + '${ARABIC.slice(0, 3)}').box.right,
        english: holds(value, '- English').box.left - box.left,
        numberAtRight: box.right - holds(value, '1.').box.right,
        footer: middle('.footer', '${HEBREW.slice(0, 4)}') - middle('.footer', '2021'),
        footerAtRight: right('.footer') - holds('.footer', '${HEBREW.slice(0, 4)}').box.right,
        quote: parseFloat(getComputedStyle(document.querySelector('blockquote')).borderRightWidth),
      };
    })()`);
    expect(edges).toEqual({ titleMarker: expect.any(Number) as number, titleAtRight: expect.closeTo(0, -1) as number, omissionBefore: expect.any(Number) as number, bulletAtRight: expect.closeTo(0, -1) as number, english: expect.closeTo(0, -1) as number, numberAtRight: expect.closeTo(0, -1) as number, footer: expect.any(Number) as number, footerAtRight: expect.closeTo(0, -1) as number, quote: 4 });
    expect(Math.min(edges['titleMarker'] ?? 0, edges['omissionBefore'] ?? 0, edges['footer'] ?? 0)).toBeGreaterThan(0);
    await picture(page, `rtl-${look.name}`);
    await nobodyOverflows();
    await expectAccessible(page);
  });

  it('a menu of 25, files and five rows of buttons: used by keyboard, nothing too wide', async () => {
    const options = Array.from({ length: 25 }, (_, at) => ({ label: `${at + 1}. ${'A long title of an article '.repeat(4)}`.slice(0, 100).trim(), value: `v${at}`, description: `${ARABIC} ${at}`.slice(0, 100) }));
    const menu = row({ type: 3, custom_id: 'more', placeholder: 'More sources', options });
    const buttons = Array.from({ length: 4 }, (_, at) => row(...['Next', 'Cite', 'Context', 'Related', 'Share'].map((label) => button(label, { custom_id: `${label}${at}` }))));
    await ask({ content: 'Much', components: [menu, ...buttons] }, [[`${'a-long-name-'.repeat(8)}.bib`, 'x'], ['b.ris', 'y']]);
    const select = page.getByLabel('More sources');
    await select.waitFor();
    expect(await select.locator('option:not([disabled])').count()).toBe(25);
    await nobodyOverflows();
    await picture(page, `replies-${look.name}`);
    await expectAccessible(page);
    await select.focus();
    // The first key opens it; nothing is sent before Enter.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    const chosen = await answer(page.keyboard.press('Enter'), { type: 7, data: { content: 'Chosen', components: [menu] } });
    expect(chosen.d).toMatchObject({ data: { values: ['v24'] } });
    await entry('Chosen').waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('SELECT');
  });
});
