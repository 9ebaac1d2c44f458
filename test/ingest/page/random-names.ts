import fc from 'fast-check';

const TITLES = [
  'Troops leave the northern base after seven years', 'Why Baghdad’s rivers are running dry', '‘We will not go back’: families in the camps speak',
  'PM survives drone attack, no arrests made', 'Explainer: what the oil law would change', '1,200 mines cleared in a single week', 'Is the dollar peg about to break?',
  'العراق يعلن انتهاء المهمة القتالية للتحالف', 'Иракские войска заняли город на севере', 'イラク戦争の記憶をたどる旅', 'Museum reopens — and the city with it',
  '*Exclusive* How a militia runs a bank', 'Middle East matters – The women clearing mines in the north', '“Nobody asks us,” says Layla', 'U.S. to sell F-16s to U.A.E.',
];
const WORDS = [
  'river', 'talks', 'Minister', 'of', 'the', 'oil', 'Kirkuk', 'U.S.', '2,500', 'says', 'no', 'to', 'a', 'long-range', 'plan', '‘deal’', 'O’Neil', 'città', 'über', 'Ørsted', '50%', '$3m', 'v', 'COVID-19',
  'нефть', 'وزير', '石油', 'vote:', 'war,', '“first”', 'G20', '@home', '#now', '*why*', 'new_era', '(again)',
];
/** Names hold a capital, a digit, a dot, or are of a script without capitals. */
const PUBLISHERS = [
  'Al Jazeera English', 'The Hill', 'VICE UK', 'ReliefWeb', 'FRANCE 24', 'bbc.com', 'Yahoo!', 'الجزيرة', '朝日新聞', 'Коммерсантъ', 'iNews', 'U.S. News & World Report', '+972 Magazine', 'n-tv.de',
  'Asharq Al-Awsat', '7 Days', 'Q', 'Bank of the River Times', 'Haaretz.com', 'rbb24', 'El País',
];
const NAME_WORDS = ['River', 'Times', 'North', 'Daily', 'Post', 'Gazette', 'Ægir', 'Кurier', '21', 'E&E', 'O’Globo', 'Wire'];

const invented = fc
  .array(fc.constantFrom(...WORDS), { minLength: 4, maxLength: 14 })
  // Without a footer, a line that starts small or ends in a stop or a comma could be a sentence.
  .map((words) => `${words.join(' ').replace(/^[^\p{L}\p{N}]*\p{Ll}/u, (start) => start.toUpperCase())} today`);

/** Distinct titles, one to `most` of them. */
export function titles(most: number): fc.Arbitrary<readonly string[]> {
  return fc.uniqueArray(fc.oneof(fc.constantFrom(...TITLES), invented), { minLength: 1, maxLength: most, selector: (title) => title.toLowerCase() });
}

export const publisher: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...PUBLISHERS),
  fc.array(fc.constantFrom(...NAME_WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')).filter((name) => /\p{L}/u.test(name)),
  fc.tuple(fc.constantFrom(...NAME_WORDS), fc.constantFrom('of', 'for', 'and'), fc.constantFrom(...NAME_WORDS)).map((words) => words.join(' ')),
);
