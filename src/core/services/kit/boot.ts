/**
 * Loaded before the service itself, so that the instrumentations are in place when express and node:http are first required. Everything
 * else (exporter, sampler, propagators, resource) is read by the SDK from the OTEL_* variables of this thread's environment.
 */
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { AmqplibInstrumentation } from '@opentelemetry/instrumentation-amqplib';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { countSpans } from './countSpans.ts';
import { reportEffective } from './effective.ts';
import { chosenInstrumentations } from './instrumentations.ts';
import { seededIds } from './seededIds.ts';

countSpans();
export const sdk = new NodeSDK({
  ...(process.env['CLINIC_SEEDED_IDS'] === 'true' ? { idGenerator: seededIds } : {}),
  instrumentations: chosenInstrumentations<Instrumentation>({
    http: () => new HttpInstrumentation(),
    amqplib: () => new AmqplibInstrumentation(),
    undici: () => new UndiciInstrumentation(),
    // Only the span of the whole request is kept: one more for each middleware and handler would hide it.
    express: () => new ExpressInstrumentation({ ignoreLayersType: [ExpressLayerType.MIDDLEWARE, ExpressLayerType.REQUEST_HANDLER, ExpressLayerType.ROUTER] }),
  }),
});
sdk.start();
reportEffective(sdk);
