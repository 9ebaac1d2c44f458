import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineCommand, reply } from '../../../src/command.ts';
import { callbackPath, request, type Frame, type RawBot } from '../loopback/raw-bot.ts';
import { failing, MemoryOrigins, origin } from '../../support/origins.ts';
import { expectAccessible, hasBrowser, launch, LOOKS, openTab, picture, type Tab } from './browser.ts';
import { openPreview, openRawPreview, type RunningPreview } from './fixture.ts';

const SCRIPT = 'Alpha <script>globalThis.hacked = 1</script><img src=x onerror="globalThis.hacked = 1"> <b>not bold</b> &amp; &lt;.';
const MARKUP = 'Beta **stars** __lines__ `ticks` ~~strike~~ ||spoiler|| [click](https://evil.example) https://evil.example @everyone <@1234567890123456789> <#1> <t:0:R> :smile: # no heading';
const REVERSED = 'Gamma \u202Etxet desrever\u202C and \u2067isolated\u2069 words.';
const LONG = `Delta ${'abcdefghij'.repeat(600)}`.slice(0, 6_000);
const TITLE = '<svg onload="globalThis.hacked = 1"> **Starred** \u202Eeltit';
const ARCHIVE = [`${TITLE} – The <i>Times</i>`, SCRIPT, MARKUP, REVERSED, LONG, `More:\n${TITLE} – The <i>Times</i>`].join('\n\n');

/** The answer to a lone "r" comes late. */
async function suggest(partial: string): Promise<{ name: string; value: string }[]> {
  if (partial === 'r') await sleep(600);
  const names = partial === 'r' ? ['late'] : ['red', 'green', 'blue'].filter((name) => name.includes(partial));
  return names.map((name) => ({ name: `Deep ${name}`, value: `#${name}` }));
}

const paint = defineCommand({
  name: 'paint',
  description: 'Mixes a colour',
  options: {
    colour: { type: 'string', description: 'Which one', required: true, suggest },
    coats: { type: 'integer', description: 'How many', min: 1, max: 3 },
    dry: { type: 'boolean', description: 'Whether to wait' },
  },
  run: async ({ colour, coats, dry }) => reply({ heading: `Painted ${colour} ${String(coats)} ${String(dry)}`, data: {} }),
});

let browser: Browser;
let preview: RunningPreview;
let tab: Tab;
let page: Page;

beforeAll(async () => {
  if (!hasBrowser) return;
  [browser, preview] = await Promise.all([launch(), openPreview({ archive: ARCHIVE, commands: [paint], origins: new MemoryOrigins([origin('https://example.org/feed'), failing('https://gone.example/feed')]) })]);
  tab = await openTab(browser, preview);
  ({ page } = tab);
});

afterAll(async () => {
  if (!hasBrowser) return;
  await browser.close();
  await preview.close();
});

const last = (): ReturnType<Page['locator']> => page.locator('discord-message').last();

const message = (text: string): ReturnType<Page['locator']> => page.locator('.entry', { hasText: text });

async function send(line: string): Promise<void> {
  const before = await page.locator('.entry:not(.waiting)').count();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  await page.locator('.entry:not(.waiting)').nth(before).waitFor();
}

describe.skipIf(!hasBrowser)('hostile text of an archive', () => {
  it.each([
    ['markup of a page', 'alpha script', SCRIPT],
    ['markdown, mentions and links', 'beta stars', MARKUP],
    ['direction overrides', 'gamma isolated', REVERSED],
  ])('%s shows as text, letter for letter', async (_what, question, stored) => {
    await send(`/search ${question}`);
    const shown = last().locator('discord-embed').nth(1);
    expect(await shown.locator('.prose').textContent()).toBe(stored);
    const [article] = (await preview.store.latest({}, 1)).articles;
    expect(article?.title).toContain('<svg onload');
    expect(await shown.locator('.embed-title').textContent()).toBe(`1. ${article?.title ?? ''}`);
    expect(await shown.locator('discord-embed-footer').textContent()).toContain('The <i>Times</i>');
    expect(await shown.locator('.prose :not(strong, slot), .embed-title *').count()).toBe(0);
  });

  it('6,000 characters show cut, and a question of 6,000 is answered', async () => {
    await send('/search delta');
    expect(await last().locator('.prose').first().textContent()).toContain('abcdefghij');
    await page.keyboard.type('/search ');
    await page.locator('#call .option input').fill('delta word '.repeat(600).slice(0, 6_000));
    await page.keyboard.press('Enter');
    await expect.poll(async () => last().locator('.embed-title').first().textContent()).toContain('delta word delta word');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('runs nothing, asks nobody, and nothing of it had to be stopped', async () => {
    await picture(page, 'hostile');
    expect(await page.evaluate('globalThis.hacked === undefined')).toBe(true);
    expect(tab.foreign).toEqual([]);
    expect(tab.complaints).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)('a command that was just added', () => {
  it('is there with options and autocomplete, without a line of code in the page', async () => {
    await page.keyboard.type('/pai');
    await page.getByRole('option', { name: '/paint Mixes a colour' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('gre');
    await page.getByRole('option', { name: 'Deep green' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('coats:2');
    await page.keyboard.press('Tab');
    await page.keyboard.type('dr');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Tr');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(async () => last().locator('.embed-title').first().textContent()).toBe('Painted #green 2 true');
  });
});

describe.skipIf(!hasBrowser)('the subcommands of /archive', () => {
  const title = async (): Promise<string | null> => last().locator('.embed-title').first().textContent();

  it('are picked one by one, by name', async () => {
    await page.keyboard.type('/archive');
    expect(await page.locator('#popup-list [role=option]').allTextContents()).toEqual([expect.stringMatching(/^\/archive status/u), expect.stringMatching(/^\/archive add/u), expect.stringMatching(/^\/archive remove/u), expect.stringMatching(/^\/archive refresh/u)]);
    await page.keyboard.press('Enter');
    expect(await page.locator('#call').textContent()).toBe('/archive status');
    await page.keyboard.press('Enter');
    await expect.poll(title).toBe('The archive');
    expect(await last().textContent()).toContain('2 origins: 1 failing, 1 current');
    await last().getByText('Only you can see this').waitFor();
    await picture(page, 'archive-status');
  });

  it('are an owner’s at this page: options, autocomplete and buttons work', async () => {
    await send('/archive add https://new.example/feed');
    expect(await last().textContent()).toContain('3 articles added');
    await page.keyboard.type('/archive remove ');
    await page.keyboard.type('new');
    await page.getByRole('option', { name: 'https://new.example/feed' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(async () => last().textContent()).toContain('It is kept current no longer. 3 articles stay');
    await last().getByRole('button', { name: 'Status' }).click();
    await expect.poll(title).toBe('The archive');
    await last().getByRole('button', { name: 'Try again: https://gone.example/feed' }).click();
    await expect.poll(async () => last().textContent()).toContain('Nothing came.');
    await page.locator('#box').focus();
  });
});

describe.skipIf(!hasBrowser)('autocomplete', () => {
  it('shows nothing that was suggested for an earlier text', async () => {
    await page.keyboard.type('/paint ');
    const late = page.waitForResponse((response) => response.url().endsWith('/autocomplete') && (response.request().postData() ?? '').includes('"partial":"r"'));
    const asked = page.waitForRequest((sent) => (sent.postData() ?? '').includes('"partial":"r"'));
    await page.keyboard.type('r');
    await asked;
    await page.keyboard.type('e');
    await page.getByRole('option', { name: 'Deep red' }).waitFor();
    await (await late).finished();
    expect(await page.locator('#popup-list').textContent()).toBe('Deep redDeep green');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.locator('#box').isVisible()).toBe(true);
  });
});

/** Commands, menus and forms beyond what Backfile's own commands use today; another bot answers them. */
describe.skipIf(!hasBrowser)('the rest of Discord', () => {
  let bot: RawBot;
  let own: RunningPreview;

  beforeAll(async () => {
    await tab.close();
    ({ preview: own, bot } = await openRawPreview([{ type: 3, name: 'Find more' }, { type: 2, name: 'Who is this' }], ARCHIVE));
    tab = await openTab(browser, own);
    ({ page } = tab);
  });
  afterAll(() => own.close());

  /** The other bot's answer to what the page does next. */
  async function answer(act: Promise<unknown>, body: object): Promise<Frame> {
    const [frame] = await Promise.all([bot.next(), act]);
    const { status } = await request(own.loopback, 'POST', callbackPath(frame), body);
    expect(status).toBe(204);
    return frame;
  }

  const row = (...components: object[]): object => ({ type: 1, components });

  it('commands on a message, by menu and by pointer; selects, several at once; what the bot edits later', async () => {
    await page.keyboard.type('Where is Baghdad?');
    await page.keyboard.press('Enter');
    const mine = message('Where is Baghdad?');
    await mine.getByRole('button', { name: 'Apps' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Find more' }).waitFor();
    await picture(page, 'apps');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const menu = (id: string, more: object): object => row({ type: 3, custom_id: id, options: ['one', 'two', 'three'].map((label) => ({ label, value: label })), ...more });
    const frame = await answer(page.keyboard.press('Enter'), { type: 4, data: { content: 'Pick **one**', components: [menu('single', { placeholder: 'How many' }), menu('some', { max_values: 2 })] } });
    expect(frame.d).toMatchObject({ data: { type: 3, resolved: { messages: expect.anything() as object } } });
    await message('Pick one').waitFor();
    await picture(page, 'menus');
    await expectAccessible(page);
    const single = await answer(page.getByLabel('How many').selectOption('two'), { type: 7, data: { content: 'Picked two' } });
    expect(single.d).toMatchObject({ data: { values: ['two'] } });
    await message('Picked two').waitFor();
    await page.locator('select[multiple]').selectOption(['one', 'three']);
    const some = await answer(page.getByRole('button', { name: 'Send choice' }).click(), { type: 6 });
    expect(some.d).toMatchObject({ data: { values: ['one', 'three'] } });
    await request(own.loopback, 'PATCH', `/webhooks/${own.loopback.applicationId}/${frame.d.token}/messages/@original`, { content: 'Edited later', components: [] });
    await message('Edited later').waitFor();
    await request(own.loopback, 'POST', `/webhooks/${own.loopback.applicationId}/${frame.d.token}`, { content: 'And one more' });
    await message('And one more').waitFor();
    await request(own.loopback, 'DELETE', `/webhooks/${own.loopback.applicationId}/${frame.d.token}/messages/@original`);
    await message('Edited later').waitFor({ state: 'detached' });
  });

  it('a command on a person, a form, a deferred reply', async () => {
    await message('Where is Baghdad?').click({ button: 'right' });
    const form = { custom_id: 'f', title: 'About you', components: [row({ type: 4, custom_id: 'name', style: 1, label: 'Your name' })] };
    const frame = await answer(page.getByRole('menuitem', { name: 'Who is this' }).click(), { type: 9, data: form });
    expect(frame.d).toMatchObject({ data: { type: 2 } });
    await page.getByLabel('Your name').fill('Layla');
    await picture(page, 'form');
    await expectAccessible(page);
    const sent = await answer(page.getByRole('button', { name: 'Submit' }).click(), { type: 5, data: {} });
    expect(JSON.stringify(sent.d['data'])).toContain('Layla');
    await message('The bot is thinking').waitFor();
    await request(own.loopback, 'PATCH', `/webhooks/${own.loopback.applicationId}/${sent.d.token}/messages/@original`, { content: 'Hello Layla' });
    await message('Hello Layla').waitFor();
  });

  it('no answer at all: what Discord would say, and the way on', async () => {
    await message('Where is Baghdad?').getByRole('button', { name: 'Apps' }).click();
    await page.getByRole('menuitem', { name: 'Find more' }).click();
    await page.locator('.failure').getByText('The application did not respond: no response within 3 seconds.').waitFor();
    await bot.next();
    for (const { colorScheme } of LOOKS.slice(0, 2)) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `failure-${colorScheme}`);
      await expectAccessible(page);
    }
    expect(tab.foreign).toEqual([]);
    expect(tab.complaints).toEqual([]);
  });
});
