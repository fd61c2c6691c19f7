// A program with the real SDK: sends spans, log records and one counter as its OTEL_* environment says, then flushes and ends.
import { metrics, trace } from '@opentelemetry/api';
import * as api from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';

const count = Number(process.env.COUNT);
const sdk = new NodeSDK({});
sdk.start();
const tracer = trace.getTracer('sender');
const counter = metrics.getMeter('sender').createCounter('sent');
const logger = api.logs.getLogger('sender');
for (let i = 0; i < count; i += 1) {
  tracer.startSpan(`span ${i}`, { attributes: { index: i, text: 'ünïcödé', ratio: i / 7, yes: i % 2 === 0 } }).end();
  logger.emit({ body: `log ${i}`, severityNumber: 9, attributes: { index: i } });
  counter.add(1);
}
await sdk.shutdown();
