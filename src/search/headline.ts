/** The headline field of a paragraph: whose words the article is known by, although the paragraph may not repeat them. */
export function headline({ title, publisher }: { readonly title: string; readonly publisher: string | null }): string {
  return publisher === null ? title : `${title} – ${publisher}`;
}
