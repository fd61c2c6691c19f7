import { app } from './app.ts';
import { lesson } from './lesson.ts';
import { logs } from './logs.ts';
import { map } from './map.ts';
import { pipeline } from './pipeline.ts';
import { reality } from './reality.ts';
import { sdk } from './sdk.ts';
import { traces } from './traces.ts';

/** Every English word on screen, by area. The other languages must have the same keys. */
export const english = { app, map, traces, pipeline, sdk, logs, reality, lesson } as const;
