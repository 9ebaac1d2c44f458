/** Counts things in a language that has one plural: `1 article`, `12,345 articles`. */
export function counting(language: string): (count: number, one: string, many?: string) => string {
  const [rules, number] = [new Intl.PluralRules(language), numbering(language)];
  return (count, one, many = `${one}s`) => `${number(count)} ${rules.select(count) === 'one' ? one : many}`;
}

/** Writes numbers as a language does: `12,345`. */
export function numbering(language: string): (number: number) => string {
  const numbers = new Intl.NumberFormat(language);
  return (number) => numbers.format(number);
}
