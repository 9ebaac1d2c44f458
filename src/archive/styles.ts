import { apa } from './styles/apa.ts';
import type { Citation } from './citation.ts';

/** Every citation style by its name; a style is a function from a citation to plain text. */
export const styles: Readonly<Record<string, (citation: Citation) => string>> = { apa };
