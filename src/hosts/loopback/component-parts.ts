import { boolean, integer, object, snowflake, string } from './rules.ts';

/** Types of components. */
export const actionRow = 1;
export const button = 2;
export const stringSelect = 3;
export const textInput = 4;
export const selects = [3, 5, 6, 7, 8];


export const componentId = integer({ min: 0, max: 0x7fffffff });
export const customId = string({ min: 1, max: 100 });
export const emoji = object({ id: snowflake, name: string({ max: 32 }), animated: boolean });
