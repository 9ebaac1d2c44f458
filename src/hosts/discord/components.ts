import type { APIActionRowComponent, APIButtonComponentWithCustomId, APISelectMenuOption, APIStringSelectComponent } from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord.js';
import type { Action, Call, Reply } from '../../command.ts';
import type { Words } from '../../words/words.ts';
import type { CustomIds, Press } from './custom-ids.ts';
import { fit, LIMITS } from './limits.ts';

type Button = APIButtonComponentWithCustomId;
type Row = APIActionRowComponent<Button | APIStringSelectComponent>;

/** The menu's own custom id: what is called stands in its options. */
const MENU = 'menu';

/** All that a reply's components call, with what pressing does. */
export function callsOf(reply: Reply): (readonly [Call, Press])[] {
  return [
    ...reply.actions.map((action) => [action, pressOf(action)] as const),
    ...reply.quotes.flatMap(({ actions = [] }) => actions.map((action) => [action, 'new'] as const)),
    ...(isShared(reply) ? [[reply.again, 'share'] as const] : []),
  ];
}

/** What only its asker sees can be shown to others. */
function isShared(reply: Reply): reply is Reply & { readonly again: Call } {
  return reply.visibility === 'private' && reply.again !== null;
}

function pressOf({ inPlace = false }: Action): Press {
  return inPlace ? 'inPlace' : 'new';
}

/** Buttons in rows of five, equal calls once, since custom ids must be unique in a message; what can be done about several quotes in a menu. */
export function componentRows(reply: Reply, words: Words, customId: CustomIds): Row[] {
  const [quote, ...others] = reply.quotes;
  const own = others.length === 0 ? (quote?.actions ?? []) : [];
  const buttons = new Map<string, Button>();
  const add = (label: string, call: Call, press: Press): void => {
    const id = customId(call, press);
    if (id === null || buttons.has(id)) return;
    buttons.set(id, { type: ComponentType.Button, style: press === 'share' ? ButtonStyle.Primary : ButtonStyle.Secondary, label: fit(label, LIMITS.buttonLabel), custom_id: id });
  };
  for (const action of [...reply.actions, ...own]) add(action.label, action, pressOf(action));
  if (isShared(reply)) add(words.actions.share, reply.again, 'share');
  const menu = others.length === 0 ? [] : menuRow(reply, words, customId);
  const all = [...buttons.values()].slice(0, (LIMITS.rows - menu.length) * LIMITS.buttonsInRow);
  const rows: Row[] = [];
  for (let at = 0; at < all.length; at += LIMITS.buttonsInRow) {
    rows.push({ type: ComponentType.ActionRow, components: all.slice(at, at + LIMITS.buttonsInRow) });
  }
  return [...rows, ...menu];
}

/** One menu for all quotes: `2 · Show context`. */
function menuRow({ quotes, firstPlace }: Reply, { actions: said }: Words, customId: CustomIds): Row[] {
  const options = new Map<string, APISelectMenuOption>();
  for (const [place, { actions = [] }] of quotes.entries()) {
    for (const action of actions) {
      const value = customId(action, 'new');
      if (value === null || options.has(value)) continue;
      options.set(value, { label: fit(said.ofQuote(place + firstPlace, action.label), LIMITS.choice), value });
    }
  }
  if (options.size === 0) return [];
  const menu: APIStringSelectComponent = { type: ComponentType.StringSelect, custom_id: MENU, placeholder: fit(said.choose, LIMITS.placeholder), options: [...options.values()].slice(0, LIMITS.choices) };
  return [{ type: ComponentType.ActionRow, components: [menu] }];
}
