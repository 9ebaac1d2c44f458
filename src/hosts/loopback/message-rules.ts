import { classicComponents } from './component-rules.ts';
import { emptyMessage } from './discord-error.ts';
import { embeds } from './embed-rules.ts';
import type { Form, Rule } from './form.ts';
import { text, type JsonObject } from './json.ts';
import { layoutComponents } from './layout-rules.ts';
import { absent, anything, boolean, integer, list, object, oneOf, snowflake, string } from './rules.ts';

export const flag = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

const mentionLists = list(snowflake, { max: 100 });

const allowedMentions = object(
  {
    parse: list(oneOf(['roles', 'users', 'everyone'])),
    roles: mentionLists,
    users: mentionLists,
    replied_user: boolean,
  },
  {
    whole: (value, form) => {
      for (const key of ['users', 'roles']) {
        const ids = value[key];
        if (!Array.isArray(value['parse']) || !value['parse'].includes(key)) continue;
        if (!Array.isArray(ids) || ids.length === 0) continue;
        form.fail(
          'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
          `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`,
        );
      }
    },
  },
);

/** Flags of which only these bits may be set. */
export function flags(allowed: number): Rule {
  const whole = integer({ min: 0 });
  return (value, form) => {
    whole(value, form);
    if (typeof value === 'number' && (value & ~allowed) !== 0) {
      form.fail('MESSAGE_FLAGS_INVALID', `Only the flags of ${allowed} may be set here.`);
    }
  };
}

/** The id of an attachment that is there, or the n of an uploaded `files[n]`. */
const attachmentId: Rule = (value, form) => {
  if (!/^\d{1,20}$/u.test(typeof value === 'number' ? String(value) : text(value))) form.fail('NUMBER_TYPE_COERCE', `Value "${String(value)}" is not snowflake.`);
};

const attachmentKeys = {
  id: attachmentId,
  filename: string({ max: 1024 }),
  title: string({ max: 1024 }),
  description: string({ max: 1024 }),
  duration_secs: anything,
  waveform: anything,
  is_spoiler: boolean,
};
const attachment = object(attachmentKeys, { required: ['id'] });

const allowedFlags = {
  create: flag.suppressEmbeds | flag.ephemeral | flag.suppressNotifications | flag.componentsV2,
  edit: flag.suppressEmbeds | flag.componentsV2,
};

function messageRule(use: keyof typeof allowedFlags): Rule {
  const shape = {
    content: string({ max: 2000 }),
    tts: boolean,
    // discord.js sends these with every message; an interaction's answer has no use for them.
    nonce: anything,
    enforce_nonce: boolean,
    embeds,
    components: anything,
    allowed_mentions: allowedMentions,
    flags: flags(allowedFlags[use]),
    attachments: list(attachment),
    poll: anything,
  };
  return object(shape, { whole: layout });
}

function layout(value: JsonObject, form: Form): void {
  const { components } = value;
  const isLayout = usesLayout(value);
  if (!absent(components)) {
    form.at('components', () => {
      (isLayout ? layoutComponents : classicComponents)(components, form);
    });
  }
  if (!isLayout) return;
  for (const key of ['content', 'embeds', 'poll']) {
    if (absent(value[key]) || value[key] === '') continue;
    form.at(key, () => {
      form.fail('MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', `The '${key}' field cannot be used with IS_COMPONENTS_V2`);
    });
  }
}

/** True when the message is laid out by its components alone. */
function usesLayout(value: JsonObject): boolean {
  return typeof value['flags'] === 'number' && (value['flags'] & flag.componentsV2) !== 0;
}

/** A new message: of a callback or a follow-up. */
export const newMessage = messageRule('create');
/** The changes to a message. */
export const messageEdit = messageRule('edit');

/** Throws 50006 where nothing at all would be shown. */
export function refuseEmpty(message: JsonObject, files: number): void {
  const { content, embeds: shown, components, poll } = message;
  if (typeof content === 'string' && content.trim() !== '') return;
  if ([shown, components].some((one) => Array.isArray(one) && one.length > 0)) return;
  if (files === 0 && absent(poll)) throw emptyMessage();
}
