import { parse } from 'discord-markdown-parser';
import { el } from './dom.ts';

interface MarkNode {
  readonly type: string;
  readonly content?: string | readonly MarkNode[];
  readonly target?: string;
  readonly level?: number;
  readonly [key: string]: unknown;
}

/** Discord's markdown as nodes. Text becomes text nodes; nothing of it is ever read as HTML. */
export function markdown(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  try {
    fragment.append(...nodes(parse(text, 'extended')));
  } catch {
    // A text that the parser cannot take is still a text.
    fragment.replaceChildren(text);
  }
  return fragment;
}

function nodes(content: MarkNode['content']): Node[] {
  if (content === undefined) return [];
  if (typeof content === 'string') return [document.createTextNode(content)];
  return content.map(draw);
}

const PLAIN_TAGS = { strong: 'strong', em: 'em', underline: 'u', strikethrough: 's', inlineCode: 'code', subtext: 'small' } as const;

function draw(node: MarkNode): Node {
  const { type, content } = node;
  if (type === 'text') return document.createTextNode(textOf(content));
  if (type in PLAIN_TAGS) return el(PLAIN_TAGS[type as keyof typeof PLAIN_TAGS], {}, ...nodes(content));
  switch (type) {
    case 'br':
    case 'newline':
      return el('br', {});
    case 'blockQuote':
      return el('blockquote', { dir: 'auto' }, ...nodes(content));
    case 'codeBlock':
      return el('pre', {}, el('code', {}, textOf(content)));
    case 'heading':
      // Not a heading of the page: a reader that jumps from heading to heading would be lost.
      return el('div', { class: `heading-${node.level ?? 1}`, dir: 'auto' }, ...nodes(content));
    case 'spoiler':
      return spoiler(nodes(content));
    case 'link':
    case 'url':
    case 'autolink':
      return link(node.target ?? '', nodes(content));
    default:
      return el('span', { class: 'mention' }, mention(node));
  }
}

function textOf(content: MarkNode['content']): string {
  return typeof content === 'string' ? content : '';
}

function spoiler(content: readonly Node[]): Node {
  const hidden = el('span', { class: 'spoiler', tabindex: '0', role: 'button', 'aria-label': 'Spoiler: press to read' }, ...content);
  const show = (): void => {
    hidden.classList.add('shown');
    for (const name of ['role', 'tabindex', 'aria-label']) hidden.removeAttribute(name);
  };
  hidden.addEventListener('click', show);
  hidden.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter' || key === ' ') show();
  });
  return hidden;
}

/** Only web addresses become links. */
export function link(target: string, content: readonly Node[]): HTMLElement {
  if (!URL.canParse(target) || !/^https?:/iu.test(target)) return el('span', {}, ...content);
  return el('a', { href: target, target: '_blank', rel: 'noopener noreferrer' }, ...content);
}

/** What Discord would put a name or an image in place of, as plainly as it can be told here. */
function mention(node: MarkNode): string {
  const { id, name, timestamp, fullName } = node as { id?: string; name?: string; timestamp?: string; fullName?: string };
  switch (node.type) {
    case 'everyone':
    case 'here':
      return `@${node.type}`;
    case 'user':
      return `@user ${id ?? ''}`;
    case 'role':
      return `@role ${id ?? ''}`;
    case 'channel':
      return `#channel ${id ?? ''}`;
    case 'timestamp':
      return new Date(Number(timestamp) * 1_000).toLocaleString();
    case 'slashCommand':
      return `/${fullName ?? ''}`;
    case 'emoji':
      return `:${name ?? ''}:`;
    case 'twemoji':
      return name ?? '';
    default:
      return typeof node.content === 'string' ? node.content : (name ?? node.type);
  }
}
