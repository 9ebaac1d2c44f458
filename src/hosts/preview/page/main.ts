import { text, type JsonObject } from '../../loopback/json.ts';
import type { Json, Push, ShownCommand, Start } from '../wire.ts';
import { actAs, actor, nameOf } from './acting.ts';
import { ask, problemOf } from './api.ts';
import { askingCommand, callables, valuesOf, written, type Call, type Callable } from './calls.ts';
import { Composer } from './composer.ts';
import { announce, button, el, part } from './dom.ts';
import { listen } from './live.ts';
import { localised } from './locale.ts';
import { Log } from './log.ts';
import { menuButton } from './menu.ts';
import { dressElements } from './skyra.ts';
import { Visit } from './visit.ts';

let start: Start | null = null;
let known: readonly Callable[] = [];
const visit = new Visit();
const composer = new Composer(visit, { send, write });
const log = new Log(visit, { again: (call) => void send(call), tools });

async function send(call: Call): Promise<string | null> {
  const callable = known.find(({ label }) => label === call.label);
  if (callable === undefined) return `There is no command /${call.label} here.`;
  return log.run({ used: written(call), call }, () => ask('command', { ...callable.path, options: valuesOf(callable, call.filled) }));
}

async function write(content: string): Promise<string | null> {
  try {
    log.wrote(await ask<JsonObject>('message', { content }));
    return null;
  } catch (error) {
    const { message, remedy } = problemOf(error);
    return `${message} ${remedy}`;
  }
}

/** A question in plain words, as the command that takes one; null when there is none. */
function asking(question: string): Call | null {
  const found = askingCommand(known);
  return found === null ? null : { label: found.callable.label, filled: [{ name: found.option, text: question, value: null }] };
}

/** Below a message: the menu commands on it; below one's own, since the bot reads no messages, how to ask it. */
function tools(message: JsonObject): HTMLElement[] {
  const menu = menuButton(start?.commands ?? [], message, {
    onMessage: (command, messageId) => { useMenu(command, { messageId }, 'message-command'); },
    onPerson: (command, targetId) => { useMenu(command, { targetId }, 'user-command'); },
  });
  const isOwn = (message['author'] as Json | undefined)?.['bot'] !== true;
  const call = isOwn ? asking(text(message['content'])) : null;
  const hint = call === null ? [] : [el('span', { class: 'small' }, 'The bot reads no messages. '), button(`Ask with /${call.label}`, { class: 'plain' }, () => void send(call))];
  return [...hint, ...(menu === null ? [] : [menu])];
}

function useMenu({ name }: ShownCommand, target: Json, path: string): void {
  void log.run({ used: name, call: null }, () => ask(path, { name, ...target }));
}

/** Fetches what the page stands on, and shows it. */
async function begin(): Promise<void> {
  const given = await ask<Start>('start');
  start = { ...given, commands: given.commands.map((command) => localised(command, actor().locale)) };
  known = callables(start.commands);
  composer.use(known);
  const { name, articles, paragraphs } = start.archive;
  part('server').textContent = name;
  part('about').textContent = `${counted(articles, 'article')}, ${counted(paragraphs, 'paragraph')} in “${name}”`;
  part('commands').replaceChildren(...known.map(({ label, description }) => {
    const open = button(`/${label}`, {}, () => { composer.begin({ label, filled: [] }); });
    open.append(el('span', { class: 'small' }, description));
    return el('li', {}, open);
  }));
  part('questions').replaceChildren(...start.questions.flatMap((question) => {
    const call = asking(question);
    return call === null ? [] : [el('li', {}, button(question, {}, () => void send(call)))];
  }));
}

function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}

function hear(news: Push): void {
  if (news.type === 'message') log.update(news.message, news.sent);
  else if (news.type === 'deleted') log.remove(news.id);
  else if (start !== null && news.boot !== start.boot) {
    log.note('The bot was started anew, and this page is connected again. Buttons on replies from before no longer work here; send the command again.');
    begin().catch(showProblem);
  }
}

function showConnection(isConnected: boolean): void {
  if (isConnected) showState('Connected', false);
  // Why it was lost: nobody there, or perhaps the key is another one now.
  else ask('start').catch(showProblem);
}

function showProblem(error: unknown): void {
  const { message, remedy, status } = problemOf(error);
  showState(status === null ? 'Connection lost. Trying again…' : `${message} ${remedy}`, true);
}

/** Each state once, however often it is found again: a screen reader would tell it each time. */
function showState(state: string, isLost: boolean): void {
  const line = part('connection');
  line.classList.toggle('lost', isLost);
  if (line.textContent !== state) line.textContent = state;
}

/** Lets one see the channel as somebody else does. */
function chooseActor(): void {
  const choice = part('actor') as HTMLSelectElement;
  // A browser may keep the choice over a reload, which begins as oneself.
  choice.value = actor().as;
  choice.addEventListener('change', () => {
    actAs(choice.value === 'other' ? 'other' : 'you');
    log.look();
    announce(`You act as: ${nameOf(actor().as)}.`);
  });
}

async function open(): Promise<void> {
  dressElements();
  chooseActor();
  const question = new URLSearchParams(location.search).get('q')?.trim() ?? '';
  // The key is in a cookie by now, and the question shall not be asked again by a reload.
  history.replaceState(null, '', '/');
  await begin();
  log.restore();
  listen({ push: hear, connected: showConnection });
  part('box').focus();
  const call = question === '' ? null : asking(question);
  if (call !== null) await send(call);
}

open().catch(showProblem);
