import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPrompt } from '../../../src/hosts/terminal/prompt.ts';
import type { OpenArchive } from '../../../src/open.ts';
import { openSample } from '../../support/archive.ts';

const UP = '\u001b[A';
const [CTRL_C, CTRL_D, TAB] = ['\u0003', '\u0004', '\t'];

let archive: OpenArchive;
beforeAll(async () => { archive = await openSample(); });
afterAll(async () => { await archive.close(); });

/** A prompt on a terminal, to type into; `end` gives all that it printed. */
function terminal(): { readonly type: (keys: string, until: RegExp) => Promise<void>; readonly end: (key: string) => Promise<string> } {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 500 });
  let [printed, seen] = ['', 0];
  output.on('data', (text: string) => (printed += text));
  const ended = runPrompt(archive.context, { input, output, colour: false });
  return {
    type: async (keys, until) => {
      input.write(keys);
      await expect.poll(() => printed.slice(seen)).toMatch(until);
      seen = printed.length;
    },
    end: async (key) => {
      input.write(key);
      await ended;
      return printed;
    },
  };
}

/** What the prompt answers to lines from a pipe. */
async function piped(...lines: string[]): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough({ encoding: 'utf8' })];
  input.end(lines.join('\n'));
  await runPrompt(archive.context, { input, output, colour: false });
  return String(output.read() ?? '');
}

describe('the prompt on a terminal', () => {
  it('keeps history, completes commands, and leaves at Ctrl-D', async () => {
    const prompt = terminal();
    await prompt.type('/latest count:1\r', /The latest article[\s\S]*> \S*$/u);
    await prompt.type('/source landmines\r', /FRANCE 24[\s\S]*> \S*$/u);
    await prompt.type(`${UP}${UP}\r`, /The latest article[\s\S]*> \S*$/u);
    await prompt.type('/he', /\/he$/u);
    await prompt.type(TAB, /lp $|\/help /u);
    await prompt.type('\r', /Ask the archive[\s\S]*> \S*$/u);
    await prompt.type('/archive st', /st$/u);
    await prompt.type(TAB, /atus $|\/archive status /u);
    await prompt.type('\r', /The archive[\s\S]*> \S*$/u);
    await expect(prompt.end(CTRL_D)).resolves.toContain('/help');
  });

  it('leaves at Ctrl-C, even with half a line typed', async () => {
    const prompt = terminal();
    await prompt.type('/sear', /\/sear$/u);
    await expect(prompt.end(CTRL_C)).resolves.toContain('> ');
  });
});

describe('the prompt', () => {
  it('answers lines from a pipe in their order, without a prompt, to the end', async () => {
    const text = await piped('/latest count:1', '', 'JCPOA', '/quit', '/help');
    expect(text.indexOf('The latest article')).toBeGreaterThanOrEqual(0);
    expect(text.indexOf('Joint Comprehensive Plan of Action (JCPOA)')).toBeGreaterThan(text.indexOf('The latest article'));
    expect(text).not.toContain('> ');
    expect(text).not.toContain('Ask the archive');
  });

  it.each<[string, string, RegExp]>([
    ['an unknown command', '/fly away', /There is no command "\/fly"\.\nThere are: .*\/help/u],
    ['a group alone', '/archive', /needs to be told what to do\.\nThere are: \/archive status/u],
    ['an unknown subcommand', '/archive fly', /There is no "\/archive fly"/u],
    ['no question', '/search', /needs the option "question"/u],
    ['an empty question', '/search question:', /needs the option "question"/u],
    ['only stop words', 'who is it', /no word in the question/u],
    ['only emoji', '🙂🙃', /no word in the question/u],
    ['a mass mention', '@everyone', /Not in the archive\.[\s\S]*everyone/u],
    ['6,000 characters', 'drone '.repeat(1_000), /drone/u],
    ['more than 6,000 characters', 'x'.repeat(6_001), /The question has 6001 characters; \/search takes at most 6000\.\nShorten it/u],
    ['an unknown article', '/source nothing like it', /No article "nothing like it"/u],
    ['no article', '/source', /needs the option "article"/u],
    ['dates the wrong way round', '/search Iraq after:2022 before:2021', /wrong way round/u],
    ['an unreadable date', '/search Iraq before:soon', /"soon" cannot be read as a date for "before"/u],
    ['a date that does not exist', '/search Iraq before:2021-02-31', /"2021-02-31" cannot be read as a date/u],
    ['a date with two readings', '/search Iraq after:08/12/2021', /2021-08-12 or 2021-12-08/u],
    ['a publisher that is not there', '/search Iraq publisher:The Daily Moon', /No publisher "The Daily Moon"[\s\S]*The archive has: /u],
    ['a category that is not there', '/latest category:Sport', /No category "Sport"[\s\S]*The archive has: Iraq/u],
    ['a count that is none', '/latest count:many', /"many" is not a value for count/u],
    ['control characters', '/source \u001b[2J\u0007', /No article "␛\[2J␇"/u],
  ])('answers %s with what to do, and goes on', async (_what, line, expected) => {
    const text = await piped(line, '/latest count:1');
    expect(text).toMatch(expected);
    expect(text).toContain('The latest article');
    expect(text).not.toMatch(/^\s+at .*:\d+/mu);
  });
});
