import { app } from './app.ts';
import { collector } from './collector.ts';
import { lab } from './lab.ts';
import { lessons } from './lessons.ts';
import { reality } from './reality.ts';
import { sdk } from './sdk.ts';
import { telemetry } from './telemetry.ts';

/** Everything a screen can ask of the core, and everything the core can say. */
export const contract = { app, collector, lab, lessons, reality, sdk, telemetry };
