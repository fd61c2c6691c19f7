import type { logs as english } from '../en/logs.ts';
import type { Words } from '../words.ts';

export const logs: Words<typeof english> = {
};
