import type { Signal } from '#engine/pdata/signal.ts';

const service = (name: string, word: string): string => `/opentelemetry.proto.collector.${word}.v1.${name}Service/Export`;

/** The gRPC method of each signal. */
export const otlpMethods: Readonly<Record<Signal, string>> = { traces: service('Trace', 'trace'), metrics: service('Metrics', 'metrics'), logs: service('Logs', 'logs') };

export const protobufContentType = 'application/x-protobuf';
export const jsonContentType = 'application/json';
