import type { english } from '../en/index.ts';
import type { Words } from '../words.ts';
import { app } from './app.ts';
import { lesson } from './lesson.ts';
import { logs } from './logs.ts';
import { map } from './map.ts';
import { pipeline } from './pipeline.ts';
import { reality } from './reality.ts';
import { sdk } from './sdk.ts';
import { traces } from './traces.ts';

export const chinese: Words<typeof english> = { app, map, traces, pipeline, sdk, logs, reality, lesson };
