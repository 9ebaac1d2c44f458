import { prepare } from '../bench/prepare.ts';
import { serveCalls } from './_serve-calls.ts';

/** Makes the archive and the questions on it, in a process of its own: what this takes must not weigh on what is measured. */
serveCalls({ prepare });
