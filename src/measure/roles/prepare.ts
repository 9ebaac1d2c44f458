import { prepare } from '../bench/prepare.ts';
import { putVectors } from '../bench/vectors.ts';
import { serveCalls } from '../../process/serve-calls.ts';

/** Makes the archive and the questions on it, in a process of its own: what this takes must not weigh on what is measured. */
serveCalls({ prepare, putVectors });
