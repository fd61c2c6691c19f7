import { readFileSync } from 'node:fs';

/** OTLP/JSON with every kind of value, metric, event and link that a component may meet. */
export const sampleJson = (signal: 'traces' | 'metrics' | 'logs'): string => readFileSync(new URL(`./samples/${signal}.json`, import.meta.url), 'utf8');

/** What the real Collector wrote for a sample (v0.159 and v0.84). */
export const expected = (name: string): string => readFileSync(new URL(`./expected/${name}`, import.meta.url), 'utf8');
