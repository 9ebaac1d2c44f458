import { apa } from './styles/apa.ts';
import { bibtex } from './styles/bibtex.ts';
import { chicago } from './styles/chicago.ts';
import { csl } from './styles/csl.ts';
import { mla } from './styles/mla.ts';
import { ris } from './styles/ris.ts';
import type { Style } from './styles/style.ts';

export type { Style };

export type StyleName = 'apa' | 'mla' | 'chicago' | 'bibtex' | 'ris' | 'csl';

/** Every citation style by its name, in the order in which they are offered. */
export const STYLES: Readonly<Record<StyleName, Style>> = { apa, mla, chicago, bibtex, ris, csl };
