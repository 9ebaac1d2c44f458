/** What TeX or BibTeX would take for a command, and how it is written. By name, not `\{`: BibTeX counts braces behind a backslash too. */
const WRITTEN: Readonly<Record<string, string>> = {
  '\\': '{\\textbackslash}', '{': '{\\textbraceleft}', '}': '{\\textbraceright}', '~': '{\\textasciitilde}', '^': '{\\textasciicircum}',
  '<': '{\\textless}', '>': '{\\textgreater}', '|': '{\\textbar}', '$': '\\$', '&': '\\&', '#': '\\#', '%': '\\%', '_': '\\_',
};

/** A text as TeX shows it unchanged, in any script. */
export function tex(text: string): string {
  return text
    .replace(/[\\{}~^<>|$&#%_]/gu, (sign) => WRITTEN[sign] ?? sign)
    // TeX makes one sign of two: a dash of hyphens, quotation marks of commas and apostrophes, `¿` and `¡`.
    .replace(/(?<=-)-|(?<=')'|(?<=`)`|(?<=,),|(?<=[?!])`/gu, '{}$&');
}

/** A link: fields for links are read as they are, but for what would end the field. */
export function texUrl(url: string): string {
  return url.replace(/[{}\\\s]/gu, (sign) => encodeURIComponent(sign));
}
