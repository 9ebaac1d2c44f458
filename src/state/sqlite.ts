import { randomBytes } from 'node:crypto';
import { chmod, open } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Connection, type Row } from '../store/connection.ts';
import { mentions } from './mentions.ts';
import { STATE_FILE } from './schema.ts';
import { KEPT_DAYS, type Body, type Keeping, type Kept, type State } from './state.ts';
import { Traces } from './traces.ts';
import { Writes } from './writes.ts';

/** Another process that holds the file is waited for so long; Discord waits three seconds for an answer. */
const PATIENCE_MS = 2_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** 96 random bits: 16 characters of base64url. */
const ID_BYTES = 12;
/** For its owner's eyes. */
const PRIVATE = 0o600;

const KEEP = 'INSERT INTO kept (id, user, guild, kind, body, kept_at) VALUES (?, ?, ?, ?, ?, ?)';
const ROW = 'SELECT id, user, guild, kind, body, kept_at FROM kept';
const OF_ID = `${ROW} WHERE id = ? AND kept_at >= ?`;
const OF_USER = `${ROW} WHERE user IS ? AND kept_at >= ? ORDER BY kept_at DESC, row DESC`;
const GUILDS = 'SELECT DISTINCT guild FROM kept WHERE guild IS NOT NULL AND kept_at >= ? ORDER BY guild';

interface Clock {
  readonly now: () => Date;
}

/** In one SQLite file (with -wal and -shm beside it while it is open). Several processes may use it. */
class SqliteState implements State {
  readonly #db: Connection;
  readonly #writes: Writes;
  readonly #traces: Traces;
  readonly #clock: Clock;
  /** What is on its way to the disk. */
  readonly #soon = new Map<string, Kept>();
  #hasFailed = false;

  constructor(db: Connection, writes: Writes, clock: Clock) {
    this.#db = db;
    this.#writes = writes;
    this.#traces = new Traces(db, writes);
    this.#clock = clock;
  }

  async keep(what: Keeping): Promise<string> {
    const id = newId();
    await this.#insert(id, what, this.#clock.now().getTime());
    return id;
  }

  async keepSoon(what: Keeping): Promise<string> {
    if (this.#hasFailed) return this.keep(what);
    const [id, at] = [newId(), this.#clock.now().getTime()];
    this.#soon.set(id, { ...what, id, keptAt: new Date(at).toISOString() });
    this.#insert(id, what, at).catch(() => undefined).finally(() => this.#soon.delete(id));
    return id;
  }

  async #insert(id: string, { userId, guildId, kind, body }: Keeping, at: number): Promise<void> {
    const json = JSON.stringify(body);
    try {
      await this.#writes.add(() => {
        this.#db.run(KEEP, id, userId, guildId, kind, json, at);
        this.#soon.delete(id);
      });
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  async kept(id: string): Promise<Kept | null> {
    const soon = this.#soon.get(id);
    if (soon !== undefined) return soon;
    const row = await this.#writes.patiently(() => this.#db.get(OF_ID, id, this.#oldest()));
    return row === undefined ? null : toKept(row);
  }

  async change(id: string, from: Body, to: Body): Promise<boolean> {
    const expected = JSON.parse(JSON.stringify(from)) as Body;
    const json = JSON.stringify(to);
    return this.#writes.add(() => {
      const row = this.#db.get(OF_ID, id, this.#oldest());
      if (row === undefined || !isDeepStrictEqual(toKept(row).body, expected)) return false;
      this.#db.run('UPDATE kept SET body = ? WHERE id = ?', json, id);
      return true;
    });
  }

  async ofUser(userId: string | null): Promise<readonly Kept[]> {
    await this.#writes.end();
    return (await this.#writes.patiently(() => this.#db.all(OF_USER, userId, this.#oldest()))).map(toKept);
  }

  async guilds(): Promise<readonly string[]> {
    return (await this.#writes.patiently(() => this.#db.all(GUILDS, this.#oldest()))).map(({ guild }) => String(guild));
  }

  async forgetUser(userId: string | null): Promise<number> {
    return this.#forget('DELETE FROM kept WHERE user IS ? RETURNING row', userId);
  }

  async forgetGuild(guildId: string): Promise<number> {
    return this.#forget('DELETE FROM kept WHERE guild = ? RETURNING row', guildId);
  }

  async expire(now: Date): Promise<number> {
    return this.#forget('DELETE FROM kept WHERE kept_at < ? RETURNING row', oldestAt(now), true);
  }

  async forgetAbout(articleId: string): Promise<number> {
    const forgotten = await this.#writes.add(() => {
      // SQLite looks for the letters; whether they are that id, their neighbours tell.
      const rows = this.#db.all('SELECT row, body FROM kept WHERE instr(body, ?) > 0', articleId).filter(({ body }) => mentions(JSON.parse(String(body)), articleId));
      for (const { row } of rows) this.#db.run('DELETE FROM kept WHERE row = ?', Number(row));
      if (rows.length > 0) this.#traces.mark();
      return rows.length;
    });
    if (!(await this.#traces.sweep())) throw this.#db.isInUse();
    return forgotten;
  }

  async close(): Promise<void> {
    await this.#writes.end();
    this.#db.close();
  }

  async #forget(sql: string, value: string | number | null, isTimeToSweep = false): Promise<number> {
    const forgotten = await this.#writes.add(() => {
      const { length } = this.#db.all(sql, value);
      if (length > 0) this.#traces.mark();
      return length;
    });
    await this.#traces.sweepIfDue(isTimeToSweep);
    return forgotten;
  }

  #oldest(): number {
    return oldestAt(this.#clock.now());
  }
}

function newId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

/** In milliseconds since 1970. */
function oldestAt(now: Date): number {
  return now.getTime() - KEPT_DAYS * DAY_MS;
}

function toKept({ id, user, guild, kind, body, kept_at: at }: Row): Kept {
  return {
    id: String(id),
    userId: user === null ? null : String(user),
    guildId: guild === null ? null : String(guild),
    kind: String(kind),
    body: JSON.parse(String(body)) as Body,
    keptAt: new Date(Number(at)).toISOString(),
  };
}

interface Options {
  /** For how long another process that holds the file is waited for. */
  readonly patienceMs?: number;
  readonly now?: () => Date;
}

/**
 * Opens the State in `file`, or makes a new one there, for its owner's eyes; its folder must exist. What is too old is removed.
 * Rejects with a `Fault` of type `store` when the file is locked, damaged, newer, another program's, or cannot be written.
 */
export async function openSqliteState(file: string, { patienceMs = PATIENCE_MS, now = () => new Date() }: Options = {}): Promise<State> {
  // SQLite gives what it puts beside a file the same permissions. Where this fails, SQLite tells why.
  await open(file, 'a', PRIVATE).then(async (handle) => handle.close(), () => undefined);
  const db = new Connection(file, patienceMs, false, STATE_FILE);
  const state = new SqliteState(db, new Writes(db, patienceMs), { now });
  try {
    // A file that can only be read is told here, not at somebody's question.
    await state.expire(now());
    await chmod(file, PRIVATE).catch(() => undefined);
    return state;
  } catch (error) {
    await state.close();
    throw error;
  }
}
