import * as z from 'zod';
import { LogLine } from './collector.ts';
import { event, method } from './define.ts';

export const Operation = z.enum(['browse', 'book']);
export type Operation = z.infer<typeof Operation>;

export const ServiceView = z.object({
  name: z.string(),
  kind: z.enum(['service', 'external', 'database', 'queue']),
  status: z.enum(['starting', 'running', 'restarting', 'crashed', 'stopped']),
  /** Null until it listens. */
  port: z.int().nullable(),
  /** Names of the services it calls. */
  calls: z.array(z.string()),
  /** False while OTEL_TRACES_EXPORTER is none. */
  tracing: z.boolean(),
});
export type ServiceView = z.infer<typeof ServiceView>;

export const TrafficState = z.object({
  running: z.boolean(),
  /** Mean requests per second, 0 to 200. */
  requestsPerSecond: z.number().min(0).max(200),
  /** Fixes the order of operations and users. */
  seed: z.int(),
});
export type TrafficState = z.infer<typeof TrafficState>;

export const LabState = z.object({
  sceneId: z.string(),
  status: z.enum(['starting', 'running', 'stopped']),
  services: z.array(ServiceView),
  collectors: z.array(z.string()),
  backends: z.array(z.object({ name: z.string(), port: z.int().nullable() })),
  traffic: TrafficState,
});
export type LabState = z.infer<typeof LabState>;

/** Counters since the lab started, and rates over the last few seconds. Published about twice a second while anything changes. */
export const LabStats = z.object({
  /** Milliseconds since the lab started. */
  uptimeMillis: z.number(),
  services: z.record(z.string(), z.object({
    requests: z.int(), errors: z.int(), requestsPerSecond: z.number(),
    /** Over recent requests; null before the first. */
    p95Millis: z.number().nullable(),
    /** Failed requests among those of the last 30 seconds, 0 to 1; null when there were none. */
    recentErrorRatio: z.number().min(0).max(1).nullable(),
    spansPerSecond: z.number(),
  })),
  /** Key `from->to`, e.g. `web->visits`, `client->web`, `collector->tempo`. */
  hopsPerSecond: z.record(z.string(), z.number()),
  /** By collector id, then node id of its GraphView. */
  collectors: z.record(z.string(), z.record(z.string(), z.object({ inItems: z.int(), outItems: z.int(), droppedItems: z.int(), itemsPerSecond: z.number(), note: z.string().optional() }))),
  backends: z.record(z.string(), z.object({ traces: z.int(), spans: z.int(), spansPerSecond: z.number() })),
});
export type LabStats = z.infer<typeof LabStats>;

export const SendResult = z.object({ status: z.int(), durationMillis: z.number(), error: z.string().nullable() });

export const lab = {
  state: method(z.object({}), LabState),
  stats: method(z.object({}), LabStats),
  sendOne: method(z.object({ operation: Operation }), SendResult),
  setTraffic: method(z.object({ running: z.boolean().optional(), requestsPerSecond: z.number().min(0).max(200).optional(), seed: z.int().optional() }), TrafficState),
  /** Lines of a collector (`collector`) or a service (`web`) after `afterSequence`; at most the newest 2,000. */
  logs: method(z.object({ source: z.string(), afterSequence: z.int().default(0) }), z.array(LogLine)),
  changed: event(LabState),
  statsChanged: event(LabStats),
  logged: event(z.object({ source: z.string(), lines: z.array(LogLine) })),
};
