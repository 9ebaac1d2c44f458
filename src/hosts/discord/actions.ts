import type { APIActionRowComponent, APIButtonComponentWithCustomId } from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord.js';
import type { Action } from '../../command.ts';
import { fit, LIMITS } from './limits.ts';

type Row = APIActionRowComponent<APIButtonComponentWithCustomId>;

/** `source?article=a1b2`, `archive.refresh?`: a call, readable again after a restart. Null when it does not fit in a custom id. */
function encodeAction({ command, options }: Action): string | null {
  const id = `${command.replace(' ', '.')}?${new URLSearchParams(options).toString()}`;
  return id.length <= LIMITS.customId ? id : null;
}

export function decodeAction(customId: string): Pick<Action, 'command' | 'options'> | null {
  const match = /^([\w-]{1,32}(?:\.[\w-]{1,32})?)\?(.*)$/u.exec(customId);
  if (match === null) return null;
  return { command: (match[1] ?? '').replace('.', ' '), options: Object.fromEntries(new URLSearchParams(match[2])) };
}

/** Buttons in rows of five; equal calls once, since custom ids must be unique in a message. */
export function actionRows(actions: readonly Action[]): Row[] {
  const buttons = new Map<string, APIButtonComponentWithCustomId>();
  for (const action of actions) {
    const id = encodeAction(action);
    if (id !== null && !buttons.has(id)) {
      buttons.set(id, { type: ComponentType.Button, style: ButtonStyle.Secondary, label: fit(action.label, LIMITS.buttonLabel), custom_id: id });
    }
  }
  const all = [...buttons.values()].slice(0, LIMITS.rows * LIMITS.buttonsInRow);
  const rows: Row[] = [];
  for (let at = 0; at < all.length; at += LIMITS.buttonsInRow) {
    rows.push({ type: ComponentType.ActionRow, components: all.slice(at, at + LIMITS.buttonsInRow) });
  }
  return rows;
}
