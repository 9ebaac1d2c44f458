import { describe, expect, it } from 'vitest';
import { withoutQueries } from '../src/errors.ts';

describe('a text for logs and metrics', () => {
  it.each([
    ['https://e.example/feed?key=SECRET', 'https://e.example/feed?…'],
    ['There is nothing at http://e.example:81/?token=SECRET&b=1 (404).', 'There is nothing at http://e.example:81/?… (404).'],
    ['Two: https://a.example/?SECRET and HTTPS://b.example/x?SECRET.', 'Two: https://a.example/?… and HTTPS://b.example/x?…'],
    ['https://e.example/feed/ is gone? Yes.', 'https://e.example/feed/ is gone? Yes.'],
  ])('names addresses without the keys that members have in them: %s', (text, expected) => {
    expect(withoutQueries(text)).toBe(expected);
  });
});
