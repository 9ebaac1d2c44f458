import { mkdir, readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR } from '../../src/command.ts';
import { readConfig } from '../../src/config.ts';
import { findCallable } from '../../src/command/callables.ts';
import { openArchive } from '../../src/open.ts';
import { findModel } from '../../src/semantic/model-folder.ts';
import { MODELS } from '../../src/semantic/models.ts';
import { runtimeState } from '../../src/semantic/runtime.ts';
import { environment } from '../support/process.ts';
import { TestArchive } from '../support/test-archive.ts';

interface Found {
  readonly confidence: string;
  readonly stage: string;
  readonly quotes: readonly { readonly excerpt: { readonly text: string }; readonly paragraph: { readonly id: string; readonly text: string } }[];
}

interface Status {
  readonly meaning?: { readonly state: string; readonly why: string | null; readonly done: number; readonly total: number };
}

let archive: TestArchive;
beforeAll(async () => { archive = await TestArchive.make(); });
afterAll(async () => { await archive.remove(); });

describe('an archive whose model is missing', () => {
  it('answers by words, and says so in the reply and in the status', async () => {
    await mkdir(archive.at('no-model'), { recursive: true });
    const semantic = archive.at('no-model');
    const question = ['search', 'who fired at the prime minister'];
    const [without, words] = [await archive.answer<Found>(question, { semantic }), await archive.answer<Found>(question)];
    expect(without.quotes).toEqual(words.quotes);
    expect(words.stage).toBe('words · minisearch');
    expect(without.stage).toBe('words · minisearch · meaning not used: its model is not installed');
    const { meaning } = await archive.answer<Status>(['archive', 'status'], { semantic });
    expect(meaning).toMatchObject({ state: 'missing', done: 0, total: 0 });
    expect(meaning?.why).toMatch(/no-model|semantic:install/u);
    expect(await archive.answer<Status>(['archive', 'status'])).not.toHaveProperty('meaning');
    expect((await readdir(archive.at('state'))).filter((name) => name.includes('vectors'))).toEqual([]);
  });

  it('tells what is wrong to its owner alone', async () => {
    const open = await openArchive(readConfig({ ...environment(archive.settings({ semantic: archive.at('no-model') })) }));
    try {
      const status = findCallable(open.context.commands, 'archive', 'status');
      const member = { ...OPERATOR, host: 'discord', isOwner: false } as const;
      const reply = await status?.run({}, open.context, member);
      expect(reply?.lead).toContain('is not installed, so words answer alone');
      expect(JSON.stringify(reply)).not.toContain(archive.path);
    } finally {
      await open.close();
    }
  });
});

const isInstalled = (await runtimeState()) === 'ready' && (await findModel({ model: MODELS[0].name }).then(() => true, () => false));
if (!isInstalled) console.warn(`\n!! NOT TESTED: answers with the model ${MODELS[0].name}, which is not installed. Run: npm run semantic:install\n`);

describe.skipIf(!isInstalled)(`an archive read by ${MODELS[0].name}`, () => {
  // Questions of the archive in quite other words than its own.
  it.each([
    ['which foreign government lends the money for the electricity works?', /Megawatts from Al-Mussayab/u],
    ['when did the Americans invade?', /invaded Iraq in 2003/u],
    ['do women take part in removing explosives?', /one group of women in Iraq/u],
  ])('answers "%s"', async (question, expected) => {
    const { quotes, stage, confidence } = await archive.answer<Found>(['search', question], { semantic: 'on' });
    expect(stage).toBe(`words and meaning · minisearch · ${MODELS[0].name}`);
    expect(confidence).not.toBe('absent');
    expect(quotes.slice(0, 3).some(({ paragraph }) => expected.test(paragraph.text))).toBe(true);
    for (const { excerpt, paragraph } of quotes) expect(paragraph.text).toContain(excerpt.text);
  });

  it('still says what is not in it', async () => {
    for (const question of ['how do I bake sourdough bread', 'best laptop for students']) expect((await archive.answer<Found>(['search', question], { semantic: 'on' })).confidence).toBe('absent');
  });

  it('says in its status how much is read', async () => {
    const { meaning } = await archive.answer<Status>(['archive', 'status'], { semantic: 'on' });
    expect(meaning).toMatchObject({ state: 'ready', why: null, done: meaning?.total });
  });

  it('erases with an article what was made of it', async () => {
    const { articles } = await archive.answer<{ readonly articles: readonly { readonly id: string }[] }>(['latest', '--count', '1']);
    await archive.process(['remove', articles[0]?.id ?? '', '--purge'], { semantic: 'on' });
    const { meaning } = await archive.answer<Status>(['archive', 'status'], { semantic: 'on' });
    expect(meaning?.done).toBe(meaning?.total);
    expect(meaning?.total).toBeLessThan(65);
  });
});
