import { AttachmentBuilder, Client, Events, MessageFlags, type ChatInputCommandInteraction } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import type { ShownMessage } from '../../../src/hosts/loopback/message.ts';
import { checkMessage } from '../../support/discord-schema.ts';
import { callbackPath, codesAt, RawBot, request, type Frame, type Refusal } from './raw-bot.ts';

const token = 'aaaaaaaaaaaaaaaaaaaaaaaa.bbbbbb.cccccccccccccccccccccccccccccccccccccc';
let loopback: Loopback;
let bot: RawBot;

beforeAll(async () => {
  loopback = await startLoopback({ token });
  loopback.commands.put(null, [{ name: 'cite', description: 'Cite' }], (form) => { form.throwIfFailed(); });
  bot = await RawBot.online(loopback);
});
afterAll(() => loopback.close());

interface Uploaded {
  readonly part?: string;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer> | string;
  readonly type?: string;
}

async function upload(method: string, path: string, body: object, files: readonly Uploaded[]): Promise<{ status: number; body: Refusal & Record<string, unknown> }> {
  const form = new FormData();
  form.set('payload_json', JSON.stringify(body));
  files.forEach(({ part, name, bytes, type = '' }, at) => { form.append(part ?? `files[${at}]`, new Blob([bytes], { type }), name); });
  const response = await fetch(`${loopback.apiUrl}/v10${path}`, { method, headers: { authorization: `Bot ${token}` }, body: form });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Refusal & Record<string, unknown> };
}

/** A command, and the bot's reply with these files. */
async function cite(files: readonly Uploaded[], data: object = {}): Promise<{ frame: Frame; message: ShownMessage }> {
  const outcome = loopback.command({ name: 'cite' });
  const frame = await bot.next();
  const { status, body } = await upload('POST', callbackPath(frame), { type: 4, data }, files);
  if (status !== 204) throw new Error(JSON.stringify(body));
  const { message } = await outcome;
  if (message === null) throw new Error('no message');
  return { frame, message };
}

const original = ({ d }: Frame): string => `/webhooks/${loopback.applicationId}/${d.token}/messages/@original`;
const urlOf = (message: ShownMessage, at = 0): string => String(message.attachments[at]?.['url']);

test('an uploaded file is had again, byte by byte, with its type, and only by its own address', async () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
  const { message } = await cite([{ name: 'all bytes.bin', bytes, type: 'application/x-made-up' }, { name: 'list.txt', bytes: 'שלום' }]);
  checkMessage(JSON.parse(JSON.stringify(message)));
  expect(message.attachments).toMatchObject([
    { filename: 'all_bytes.bin', title: 'all bytes', size: 70_000, content_type: 'application/x-made-up', id: expect.stringMatching(/^\d{15,}$/u) as string },
    { filename: 'list.txt', size: 8, content_type: 'text/plain; charset=utf-8' },
  ]);
  const response = await fetch(urlOf(message));
  expect(response.headers.get('content-type')).toBe('application/x-made-up');
  expect(response.headers.get('content-disposition')).toBe('attachment');
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  expect(urlOf(message)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/attachments\//u);
  expect(await (await fetch(urlOf(message, 1))).text()).toBe('שלום');
  expect((await fetch(urlOf(message).replace(/hm=./u, 'hm=x'))).status).toBe(404);
  expect((await fetch(urlOf(message).replace(/\?.*/u, ''))).status).toBe(404);
});

test('an edit keeps the files that it names, takes those that it uploads, and empties the shelf of the rest', async () => {
  const { frame, message } = await cite(['a', 'b'].map((name) => ({ name: `${name}.txt`, bytes: name })), { content: 'x' });
  const first = urlOf(message);
  const second = urlOf(message, 1);
  await request(loopback, 'PATCH', original(frame), { content: 'y' });
  expect(message.attachments).toHaveLength(2);
  const kept = message.attachments[1]?.['id'];
  const edited = await upload('PATCH', original(frame), { attachments: [{ id: kept }, { id: 0, filename: 'c.ris', description: 'New' }] }, [{ name: 'x', bytes: 'c' }]);
  checkMessage(edited.body);
  expect(message.attachments).toMatchObject([{ filename: 'b.txt' }, { filename: 'c.ris', description: 'New' }]);
  expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([404, 200]);
  await request(loopback, 'PATCH', original(frame), { attachments: [] });
  expect(message.attachments).toEqual([]);
  expect((await fetch(second)).status).toBe(404);
});

test('an update without attachments takes the files away; a message of files alone cannot lose them', async () => {
  const { message } = await cite([{ name: 'a.txt', bytes: 'a' }], { components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Less', custom_id: 'less' }] }] });
  const url = urlOf(message);
  for (const [data, status] of [[{ attachments: [], components: [] }, 400], [{ attachments: [], content: 'none' }, 204]] as const) {
    const pressed = status === 204 ? loopback.press(message, 'Less') : loopback.press(message, 'Less', { settleMs: 1 });
    const answered = await request(loopback, 'POST', callbackPath(await bot.next()), { type: 7, data });
    expect(answered.status).toBe(status);
    if (status === 204) await pressed;
  }
  expect(message.attachments).toEqual([]);
  expect((await fetch(url)).status).toBe(404);
});

test('files go with their message', async () => {
  const { frame, message } = await cite([{ name: 'a.txt', bytes: 'a' }], { flags: 64 });
  expect(message.attachments).toMatchObject([{ ephemeral: true }]);
  await request(loopback, 'DELETE', original(frame));
  expect((await fetch(urlOf(message))).status).toBe(404);
});

const small = (count: number): Uploaded[] => Array.from({ length: count }, (_, at) => ({ name: `${at}.txt`, bytes: 'x' }));
const refused: [what: string, data: object, files: Uploaded[], place: string, code: string][] = [
  ['eleven files', {}, small(11), 'data.attachments', 'BASE_TYPE_MAX_LENGTH'],
  ['an attachment that was not uploaded', { attachments: [{ id: 0 }, { id: 1 }] }, small(1), 'data.attachments.1', 'ATTACHMENT_NOT_FOUND'],
  ['one upload named twice', { attachments: [{ id: '0' }, { id: 0 }] }, small(1), 'data.attachments.1', 'ATTACHMENT_NOT_FOUND'],
  ['an attachment without an id', { attachments: [{ filename: 'a' }] }, small(1), 'data.attachments.0.id', 'BASE_TYPE_REQUIRED'],
  ['an id that is none', { attachments: [{ id: 'first' }] }, small(1), 'data.attachments.0.id', 'NUMBER_TYPE_COERCE'],
  ['a part that is not files[n]', {}, [{ part: 'upload', name: 'a.txt', bytes: 'a' }], 'data.upload', 'LOOPBACK_UNKNOWN_KEY'],
  ['two parts of one number', {}, [{ part: 'files[0]', name: 'a.txt', bytes: 'a' }, { part: 'files[0]', name: 'b.txt', bytes: 'b' }], 'data.files[0]', 'LOOPBACK_UNKNOWN_KEY'],
];

test.each(refused)('%s: refused with 50035, and nothing is shown', async (_what, data, files, place, code) => {
  const outcome = loopback.command({ name: 'cite' });
  const frame = await bot.next();
  const { status, body } = await upload('POST', callbackPath(frame), { type: 4, data }, files);
  expect({ status, code: body.code }).toEqual({ status: 400, code: 50035 });
  expect(codesAt(body, place)).toContain(code);
  await request(loopback, 'POST', callbackPath(frame), { type: 4, data: { content: 'without' } });
  expect((await outcome).message?.attachments).toEqual([]);
});

test('a file of 10 MiB is taken, one byte more is 40005', async () => {
  const outcome = loopback.command({ name: 'cite' });
  const frame = await bot.next();
  const most = 10 * 1024 * 1024;
  const tooLarge = await upload('POST', callbackPath(frame), { type: 4, data: {} }, [{ name: 'a.bin', bytes: new Uint8Array(most + 1) }]);
  expect({ status: tooLarge.status, code: tooLarge.body.code }).toEqual({ status: 413, code: 40005 });
  expect((await upload('POST', callbackPath(frame), { type: 4, data: {} }, [{ name: 'a.bin', bytes: new Uint8Array(most) }])).status).toBe(204);
  expect((await outcome).message?.attachments).toMatchObject([{ size: most }]);
});

test.each([
  ['naïve list.bib', 'nave_list.bib', 'naïve list'],
  ['مصادر.ris', 'unknown.ris', 'مصادر'],
  ['../../etc/passwd', 'etcpasswd', '../'],
])('the name %j is kept as Discord keeps it', async (name, filename, title) => {
  const { message } = await cite([{ name: 'x', bytes: 'x' }], { attachments: [{ id: 0, filename: name }] });
  expect(message.attachments[0]).toMatchObject({ filename, title: expect.stringContaining(title) as string });
  expect((await fetch(urlOf(message))).status).toBe(200);
});

test('discord.js sends, replaces and follows up with files', async () => {
  const own = await startLoopback({ token });
  const client = new Client({ intents: [], rest: { api: own.apiUrl, version: '10' } });
  const answer = async (interaction: ChatInputCommandInteraction): Promise<void> => {
    await interaction.reply({ files: [{ attachment: Buffer.from('TY  - NEWS'), name: 'sources.ris' }] });
    await interaction.editReply({ content: 'now', files: [new AttachmentBuilder(Buffer.from('@misc{}'), { name: 'sources.bib' })] });
    await interaction.followUp({ files: [{ attachment: Buffer.from('[]'), name: 'sources.json' }], flags: MessageFlags.Ephemeral });
    await interaction.editReply({ content: 'none', attachments: [] });
  };
  const { promise: done, resolve, reject } = Promise.withResolvers<undefined>();
  client.on(Events.InteractionCreate, (interaction) => { if (interaction.isChatInputCommand()) answer(interaction).then(() => { resolve(undefined); }, reject); });
  await client.login(token);
  await own.gateway.ready();
  own.commands.put(null, [{ name: 'cite', description: 'Cite' }], (form) => { form.throwIfFailed(); });
  const { message, followUps } = await own.command({ name: 'cite' });
  await done;
  expect(message?.attachments).toEqual([]);
  expect(message?.bodies.map((body) => (body['attachments'] as unknown[]).length)).toEqual([1, 1, 0]);
  expect(followUps[0]?.attachments).toMatchObject([{ filename: 'sources.json', size: 2 }]);
  expect(own.unknownKeys).toEqual([]);
  await client.destroy();
  await own.close();
});
