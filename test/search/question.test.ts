import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phraseTest, readQuestion } from '../../src/search/question.ts';

describe('a question as typed', () => {
  it.each([
    ['"front gate"', ['front gate']],
    ['the “front gate” of it', ['front gate']],
    ['das „große Tor“ dort', ['große Tor']],
    ['„great gate”', ['great gate']],
    ['la « grande porte » fermée', ['grande porte']],
    ['"one" and "two words"', ['one', 'two words']],
    ['"it’s over"', ['it’s over']],
    ['("in brackets")', ['in brackets']],
  ])('%s asks for a phrase', (typed, phrases) => {
    const question = readQuestion(typed);
    expect(question.phrases).toEqual(phrases);
    expect(question.excluded).toEqual([]);
    for (const phrase of phrases) expect(question.text).toContain(phrase);
    expect(question.text).not.toMatch(/["“”„«»]/u);
  });

  it.each([
    ['ferry -harbour', 'ferry', ['harbour']],
    ['-harbour ferry', 'ferry', ['harbour']],
    ['ferry -"old harbour" crew', 'ferry crew', ['old harbour']],
    ['ferry -“old harbour”', 'ferry', ['old harbour']],
    ['ferry -captain’s -l\'eau', 'ferry', ['captain’s', 'l\'eau']],
    ['ferry -Łódź', 'ferry', ['Łódź']],
  ])('%s leaves something out', (typed, text, excluded) => {
    const question = readQuestion(typed);
    expect(question.text.replace(/\s+/gu, ' ').trim()).toBe(text);
    expect(question.excluded.toSorted()).toEqual(excluded.toSorted());
    expect(question.phrases).toEqual([]);
  });

  it.each([
    'US-led mission', 'US - led mission', 'mission – and after', 'it was -5 degrees', 'from 3 -4 people', 'half-',
    'a " left open', '5" and 6" pipes', '“never closed', '„nie zu', '«', '""', '"…" empty', '" "', 'sixty--odd', '',
  ])('%j is nothing but words', (typed) => {
    expect(readQuestion(typed)).toMatchObject({ phrases: [], excluded: [] });
    expect(readQuestion(typed).text.match(/[\p{L}\p{N}]+/gu)).toEqual(typed.match(/[\p{L}\p{N}]+/gu));
  });

  it.each(['-ferry', '-"old harbour"', '-ferry -harbour', '  -ferry  '])('%j excludes all that it names: then it is asked for instead', (typed) => {
    expect(readQuestion(typed)).toEqual({ text: typed, phrases: [], excluded: [] });
  });

  it('may be any text', () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '“', '”', '„', '«', '»', '-', ' ', '\0', '-"', '\uD800', 'a', '\\', '['));
    fc.assert(
      fc.property(fc.array(part).map((parts) => parts.join('')), (typed) => {
        const { text, phrases, excluded } = readQuestion(typed);
        expect(typeof text).toBe('string');
        for (const phrase of [...phrases, ...excluded]) {
          expect(phrase).toMatch(/[\p{L}\p{N}]/u);
          expect(typed).toContain(phrase);
          phraseTest(phrase)(typed);
        }
      }),
    );
  });
});

describe('a phrase', () => {
  it.each([
    ['front gate', 'The front gate is shut.'],
    ['FRONT gate', 'At the Front Gate, they waited.'],
    ['cafe naif', 'Un café naïf'],
    ['it\'s over', 'It’s over'],
    ['US - led', 'a US – led force'],
    ['gate (sic)', 'the gate (sic) is'],
    ['$5.00', 'it costs $5.00 now'],
    ['front\n gate', 'front gate'],
    ['東京', '今日は東京に行きます'],
    ['ประเทศไทย', 'เขาอยู่ในประเทศไทยมานาน'],
  ])('%j stands in %j', (phrase, text) => {
    expect(phraseTest(phrase)(text)).toBe(true);
  });

  it.each([
    ['front gate', 'the gate in front'],
    ['front gate', 'the front gates'],
    ['gate', 'the sluicegate'],
    ['front gate', 'the front, gate'],
    ['a.b', 'axb'],
    ['2', 'in 2021'],
  ])('%j does not stand in %j', (phrase, text) => {
    expect(phraseTest(phrase)(text)).toBe(false);
  });

  it('is found in any text that holds it between blanks', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(words, words, words, (before, phrase, after) => {
        fc.pre(/[\p{L}\p{N}]/u.test(phrase));
        expect(phraseTest(phrase)(`${before} ${phrase} ${after}`)).toBe(true);
      }),
    );
  });
});
