import type { Check, Finding } from './check.ts';

/** Every setting that is wrong, not only the first at which a start would stop. */
export const settings: Check = {
  name: 'settings',
  async look({ wrong }): Promise<Finding[]> {
    if (wrong.length === 0) return [{ name: 'settings', state: 'ok', message: 'All settings can be used.', remedy: null }];
    return wrong.map(({ fault: { message, remedy } }) => ({ name: 'settings', state: 'problem', message, remedy }));
  },
};
