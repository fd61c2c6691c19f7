import { expect, it } from 'vitest';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeSettings } from '../../../testing/fakeHost.ts';
import { TracesSink } from '../../../testing/sink.ts';
import { forwardConnector } from './factory.ts';

it('passes the very same batch on, and its refusal back', async () => {
  const next = Object.assign(new TracesSink(), { pipelines: new Map() });
  const connector = forwardConnector.create.traces!.traces!(fakeSettings('forward'), {}, next);
  const batch = traces(span('a'));

  await connector.consume(batch, background);
  next.failure = new Error('full');

  expect(next.received[0]).toBe(batch);
  await expect(connector.consume(batch, background)).rejects.toThrow('full');
});
