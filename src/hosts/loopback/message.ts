import { selects } from './component-parts.ts';
import { isObject, objects, text, type JsonObject } from './json.ts';
import { flag } from './message-rules.ts';
import { pinged } from './pings.ts';
import { changeSignal, type ChangeSignal } from './signal.ts';
import { idOf } from './uploads.ts';
import type { Place } from './world.ts';

export interface MessageStart {
  readonly id: string;
  readonly place: Place;
  /** What Discord adds around the body: author, type, whose interaction it answers. */
  readonly frame: JsonObject;
  /** Null for a reply that is still being thought about. */
  readonly body: JsonObject | null;
  readonly flags: number;
  /** Its attachments. */
  readonly files: readonly JsonObject[];
}

/** A message as the people in the channel see it. It is alive: later edits and deletion show here. */
export class ShownMessage {
  readonly id: string;
  readonly place: Place;
  readonly #frame: JsonObject;
  readonly #signal: ChangeSignal = changeSignal();
  readonly #bodies: JsonObject[] = [];
  readonly #createdAt = new Date();
  #content = '';
  #embeds: JsonObject[] = [];
  #components: JsonObject[] = [];
  #attachments: JsonObject[] = [];
  #pings: string[] = [];
  #flags: number;
  #editedAt: Date | null = null;
  #deleted = false;

  constructor(start: MessageStart) {
    this.id = start.id;
    this.place = start.place;
    this.#frame = start.frame;
    this.#flags = start.flags;
    if (start.body === null) this.#flags |= flag.loading;
    else this.#apply(start.body, start.files);
  }

  get channelId(): string { return this.place.channelId; }
  get content(): string { return this.#content; }
  get embeds(): readonly JsonObject[] { return this.#embeds; }
  /** The rows (or, with IS_COMPONENTS_V2, the blocks). */
  get components(): readonly JsonObject[] { return this.#components; }
  get attachments(): readonly JsonObject[] { return this.#attachments; }
  get flags(): number { return this.#flags; }
  /** Discord's `interaction_metadata`: of the act that it answers; empty for a message that a person wrote. */
  get metadata(): JsonObject {
    const { interaction_metadata: metadata } = this.#frame;
    return isObject(metadata) ? metadata : {};
  }
  /** The person whose act it answers. */
  get askerId(): string {
    const { user } = this.metadata;
    return isObject(user) ? text(user['id']) : '';
  }
  /** Only the person who asked sees it. */
  get ephemeral(): boolean { return (this.#flags & flag.ephemeral) !== 0; }
  /** "… is thinking": a deferred reply that is not filled yet. */
  get loading(): boolean { return (this.#flags & flag.loading) !== 0; }
  get deleted(): boolean { return this.#deleted; }
  get edited(): boolean { return this.#editedAt !== null; }
  /** Who is notified: `everyone`, or ids of users and roles. */
  get pings(): readonly string[] { return this.#pings; }
  /** Every body that made it what it is, as sent, oldest first. */
  get bodies(): readonly JsonObject[] { return this.#bodies; }
  get allowedMentions(): unknown { return this.#bodies.at(-1)?.['allowed_mentions']; }
  get url(): string { return `https://discord.com/channels/${text(this.#frame['guild_id']) || '@me'}/${this.channelId}/${this.id}`; }

  /** Resolves at the next edit or deletion; rejects when none comes in time. */
  changed(timeoutMs = 3000): Promise<this> {
    return this.#signal.next(timeoutMs, `message ${this.id} did not change`).then(() => this);
  }

  /** `files`: attachments to be added; those that the body's `attachments` does not name go. */
  edit(body: JsonObject, files: readonly JsonObject[]): void {
    const wasLoading = this.loading;
    this.#flags &= ~flag.loading;
    this.#apply(body, files);
    if (!wasLoading) this.#editedAt = new Date();
    this.#signal.fire();
  }

  delete(): void {
    this.#deleted = true;
    this.#signal.fire();
  }

  /** What would be shown if the body were applied: for refusing an edit that leaves nothing. */
  preview(body: JsonObject): JsonObject {
    return {
      content: body['content'] === undefined ? this.#content : body['content'],
      embeds: body['embeds'] === undefined ? this.#embeds : body['embeds'],
      components: body['components'] === undefined ? this.#components : body['components'],
      poll: null,
    };
  }

  toJSON(): JsonObject {
    return {
      ...this.#frame,
      guild_id: undefined,
      id: this.id,
      channel_id: this.channelId,
      content: this.#content,
      embeds: this.#embeds,
      components: this.#components,
      attachments: this.#attachments,
      mentions: [],
      mention_roles: [],
      mention_everyone: this.#pings.includes('everyone'),
      pinned: false,
      tts: false,
      flags: this.#flags,
      timestamp: this.#createdAt.toISOString(),
      edited_timestamp: this.#editedAt?.toISOString() ?? null,
    };
  }

  #apply(body: JsonObject, files: readonly JsonObject[]): void {
    this.#bodies.push(body);
    if (body['content'] !== undefined) this.#content = text(body['content']).trim();
    if (body['embeds'] !== undefined) this.#embeds = objects(body['embeds']).map(embedJson);
    if (body['components'] !== undefined) this.#components = numbered(objects(body['components']));
    const named = Array.isArray(body['attachments']) ? objects(body['attachments']).map(idOf) : null;
    this.#attachments = [...this.#attachments.filter((one) => named?.includes(text(one['id'])) ?? true), ...files];
    if (typeof body['flags'] === 'number') {
      this.#flags = (this.#flags & (flag.ephemeral | flag.loading)) | body['flags'];
    }
    this.#pings = pinged(this.#content, body['allowed_mentions']);
  }
}

function embedJson(embed: JsonObject): JsonObject {
  const fields = objects(embed['fields']).map((field) => ({ ...field, inline: field['inline'] === true }));
  return { ...embed, type: 'rich', ...(fields.length > 0 && { fields }) };
}

/** Discord numbers components that carry no id of their own, and gives a menu's limits even when they are the usual. */
function numbered(components: readonly JsonObject[], count = { last: 0 }): JsonObject[] {
  return components.map((component) => {
    count.last += 1;
    const id = component['id'] ?? count.last;
    const inner = Array.isArray(component['components']) && { components: numbered(objects(component['components']), count) };
    const accessory = isObject(component['accessory']) && { accessory: numbered([component['accessory']], count)[0] };
    const limits = selects.includes(component['type'] as number) && { min_values: 1, max_values: 1 };
    return { ...limits, ...component, id, ...inner, ...accessory };
  });
}
