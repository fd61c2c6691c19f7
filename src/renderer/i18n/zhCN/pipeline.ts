import type { pipeline as english } from '../en/pipeline.ts';
import type { Words } from '../words.ts';

export const pipeline: Words<typeof english> = {
};
