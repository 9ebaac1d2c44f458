import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, userError } from '../../errors.ts';
import type { Place } from '../engine.ts';
import type { Progress } from '../progress.ts';
import { measureBlocks, type Blocks } from './blocks.ts';
import { startRole } from './role.ts';
import type { Preparation, Prepared, Source } from './prepare.ts';
import { ENGINES, ratiosOf, type BenchReport, type EngineName, type EngineReport } from './report.ts';
import { askAll, Resident, WARM_UP } from './residents.ts';
import { measureStarts } from './starts.ts';

/** Distinct questions of each kind, besides those to warm up. */
const QUESTIONS = 500;
/** The event loop is watched on an archive of at most so many paragraphs. */
const MOST_WATCHED = 100_000;

/** Measures everything in one run; `work` is an empty folder with room for some copies of the archive. `semantic` as the setting of that name. */
export async function bench(source: Source, work: string, progress: Progress, semantic?: string): Promise<BenchReport> {
  const notes: string[] = [];
  const note = (what: string): void => { notes.push(what); };
  const bare: Place = { archiveDir: source.kind === 'archive' ? source.folder : join(work, 'archive'), stateDir: join(work, 'bare') };
  const pages = source.kind === 'archive' ? source.folder : join(work, 'pages');
  progress.say('making the archive and the questions');
  const { paragraphs, questions } = await inChild<Prepared>('prepare', { source, place: bare, pages, mostOnPages: MOST_WATCHED, questions: QUESTIONS + WARM_UP } satisfies Preparation);
  if (questions.question.length === 0) throw userError('No question can be made from this archive.', 'It needs paragraphs of prose with some words of their own.');
  await mkdir(join(work, 'archive'), { recursive: true });
  const left: Place = { archiveDir: bare.archiveDir, stateDir: join(work, 'left') };
  await cp(bare.stateDir, left.stateDir, { recursive: true });

  if (semantic !== undefined) {
    progress.say('making vectors');
    if (source.kind === 'made') await inChild('putVectors', { place: left, semantic });
    note(source.kind === 'made' ? 'The vectors are by chance: they take as long to compare, but find nothing.' : 'All vectors are made before the first question.');
  }
  const json = join(work, 'minisearch.json');
  const { reports, saved } = await measureResidents({ bare, left, work, json, questions, note, progress, semantic });
  progress.say('starting anew');
  const asked = questions.question.map(({ text }) => text);
  const starts = await measureStarts({ left, bare, json: saved ? json : null, work, questions: asked, note });
  const blocks = await measureBlocks(pages, work, asked.slice(0, 200), progress).catch((error: unknown): Blocks | null => {
    note(`The event loop is not measured, because the process failed (${messageOf(error)}).`);
    return null;
  });
  progress.end();
  return {
    paragraphs, engines: reports, ratios: ratiosOf(reports, starts), suggest_p99_ms: reports.backfile.suggest?.p99 ?? null,
    longest_block_ms: blocks?.longest ?? null, idle_block_ms: blocks?.idle ?? null, starts, notes,
  };
}

async function inChild<T>(call: string, input: object): Promise<T> {
  const child = startRole('prepare');
  try {
    return await child.call<T>(call, input);
  } finally {
    await child.stop();
  }
}

interface ResidentsPlan {
  readonly bare: Place;
  readonly left: Place;
  readonly work: string;
  /** Where MiniSearch is saved to. */
  readonly json: string;
  readonly questions: Prepared['questions'];
  readonly note: (what: string) => void;
  readonly progress: Progress;
  readonly semantic: string | undefined;
}

async function measureResidents({ bare, left, work, json, questions, note, progress, semantic }: ResidentsPlan): Promise<{ reports: Record<EngineName, EngineReport>; saved: boolean }> {
  const residents = ENGINES.map((name) => new Resident(name, note));
  try {
    for (const resident of residents) {
      progress.say(`building ${resident.name}`);
      await resident.build(resident.name === 'backfile' ? left : bare, work, resident.name === 'backfile' ? semantic : undefined);
    }
    await askAll(residents, questions, progress);
    progress.say('weighing');
    for (const resident of residents) await resident.weigh();
    const [backfile, minisearch] = residents;
    const saved = (await minisearch?.call('save', json)) !== null;
    // As the bot ends: what it keeps for its next start is then on disk.
    await backfile?.call('close');
    const reports = Object.fromEntries(residents.map((resident) => [resident.name, resident.report()])) as Record<EngineName, EngineReport>;
    return { reports, saved };
  } finally {
    await Promise.all(residents.map((resident) => resident.stop()));
  }
}
