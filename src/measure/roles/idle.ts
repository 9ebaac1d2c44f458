import { serveCalls } from '../../process/serve-calls.ts';

/** Does nothing but listen: how long a process seems blocked on this machine when it is not. */
serveCalls({});
