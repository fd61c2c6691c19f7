import type { app as english } from '../en/app.ts';
import type { Words } from '../words.ts';

export const app: Words<typeof english> = {
  brand: 'Traceground',
  sandbox: '自由练习',
};
