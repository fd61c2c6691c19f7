import type { traces as english } from '../en/traces.ts';
import type { Words } from '../words.ts';

export const traces: Words<typeof english> = {
};
