import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import type { Storage, StorageChange, StorageClient } from '../component/offers.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import { background, type Context } from '../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../testing/fakeHost.ts';
import { createExporter, type ExporterSettings } from './exporterHelper.ts';
import { type ExporterHelperRules, exporterHelperRules2023 } from './exporterHelperRules.ts';
import { retryOnFailure } from './retry.ts';
import { sendingQueue } from './sendingQueueConfig.ts';

const named = (...names: string[]): Traces => traces(...names.map((name) => span(name)));
const names = (data: Traces): string[] => data.resourceSpans.flatMap((group) => group.scopeSpans.flatMap((scope) => scope.spans.map(({ name }) => name)));
const down = new ConsumeError('down', { retryable: true });

/** A store that outlives the exporters that use it. */
class MemoryStorage implements Storage {
  readonly entries = new Map<string, Uint8Array>();
  owner: unknown;
  failure: Error | undefined;

  async client(owner: unknown): Promise<StorageClient> {
    this.owner = owner;
    const batch = async (changes: readonly StorageChange[]): Promise<void> => {
      if (this.failure !== undefined) throw this.failure;
      for (const { key, value } of changes) if (value === null) this.entries.delete(key); else this.entries.set(key, value);
    };
    return { get: async (key) => this.entries.get(key), set: (key, value) => batch([{ key, value }]), delete: (key) => batch([{ key, value: null }]), batch, close: async () => {} };
  }
}

interface Run {
  readonly storage: MemoryStorage;
  readonly written?: object;
  readonly push?: ExporterSettings<'traces'>['push'];
  readonly rules?: ExporterHelperRules;
}

async function run({ push, rules, storage, written = {} }: Run) {
  const host = fakeHost({ extension: () => ({ storage }) });
  const set = fakeSettings('otlp', host.clock);
  const sent: string[] = [];
  const contexts: Context[] = [];
  const deliver: ExporterSettings<'traces'>['push'] = async (data, call) => {
    await push?.(data, call);
    sent.push(...names(data));
    contexts.push(call.context);
  };
  const exporter = createExporter<'traces'>({
    signal: 'traces', set, push: deliver, queue: { config: sendingQueue().parse({ storage: 'file_storage', num_consumers: 1, ...written }) },
    retry: retryOnFailure().parse({ randomization_factor: 0 }), ...(rules === undefined ? {} : { rules }),
  });
  await exporter.start(host);
  const metric = (name: string): number | undefined => set.metricValues().get(rules === undefined ? `${name}{data_type="traces"}` : name);
  return { contexts, exporter, host, metric, sent, set, messages: () => set.entries.filter(({ level }) => level !== 'debug').map(({ message }) => message) };
}
const failing = () => Promise.reject(down);

describe('a kept queue', () => {
  it('sends again after a restart what was being sent and what waited, and nothing twice after that', async () => {
    const storage = new MemoryStorage();
    const first = await run({ storage, push: failing });
    for (const name of ['a', 'b', 'c']) await first.exporter.consume(named(name), background);
    await first.host.clock.advance(millis(0));
    expect([first.metric('otelcol_exporter_queue_size'), storage.owner]).toEqual([3, { kind: 'exporter', id: 'otlp', name: 'traces' }]);
    await first.exporter.shutdown();

    const second = await run({ storage });
    await second.host.clock.advance(millis(0));
    await second.exporter.shutdown();
    const third = await run({ storage });
    await third.exporter.shutdown();

    expect([first.sent, second.sent, third.sent]).toEqual([[], ['b', 'c', 'a'], []]);
    expect([...storage.entries.keys()]).toEqual(['qmv0']);
    expect(first.messages()).toEqual([
      'New queue metadata key not found, attempting to load legacy format.', 'Initializing new persistent queue', 'Successfully migrated to consolidated metadata format',
      'Exporting failed. Will retry the request after interval.', 'Exporting failed. Dropping data.',
    ]);
    expect(second.set.entries.filter(({ level }) => level === 'info').map(({ fields, message }) => [message, fields])).toEqual([
      ['Loaded queue metadata', { readIndex: 1, writeIndex: 3, itemsSize: 3, bytesSize: expect.any(Number) as number, dispatchedItems: 1 }],
      ['Fetching items left for dispatch by consumers', { numberOfItems: 1 }], ['Moved items for dispatching back to queue', { numberOfItems: 1 }],
    ]);
    expect(first.set.given.filter(({ verdict }) => verdict !== 'kept').map(({ because, data, rule, verdict }) => [verdict, names(data as Traces), because, rule])).toEqual([
      ['held', ['a'], 'Exporting failed. Will retry the request after interval.', ['retry_on_failure', 'initial_interval']],
      ['held', ['a'], 'interrupted due to shutdown: down', ['sending_queue', 'storage']],
      ['held', ['b'], 'kept in storage for the next start', ['sending_queue', 'storage']],
      ['held', ['c'], 'kept in storage for the next start', ['sending_queue', 'storage']],
    ]);
  });

  it('has everything that was taken in the store at any moment, as a killed process needs it', async () => {
    const storage = new MemoryStorage();
    const killed = await run({ storage, push: () => new Promise(() => {}) });
    await killed.exporter.consume(named('a'), { ...background, metadata: new Map([['tenant', ['x', 'y']]]), clientAddress: '10.0.0.1:1' });
    await killed.exporter.consume(named('b'), background);
    await killed.host.clock.advance(millis(0));

    const next = await run({ storage });
    await next.host.clock.advance(millis(0));

    expect(next.sent).toEqual(['b', 'a']);
    expect([[...next.contexts[1]!.metadata], next.contexts[1]!.clientAddress]).toEqual([[['tenant', ['x', 'y']]], '10.0.0.1:1']);
  });

  it('refuses what does not fit, by its sizer', async () => {
    const { exporter, metric, set } = await run({ storage: new MemoryStorage(), written: { sizer: 'items', queue_size: 3 }, push: () => new Promise(() => {}) });
    await exporter.consume(named('a', 'b'), background);

    await expect(exporter.consume(named('c', 'd'), background)).rejects.toMatchObject({ message: 'sending queue is full', retryable: true });

    expect([metric('otelcol_exporter_queue_size'), metric('otelcol_exporter_queue_capacity'), set.metricValues().get('otelcol_exporter_enqueue_failed_spans')]).toEqual([2, 3, 2]);
  });

  it('waits for room with block_on_overflow', async () => {
    const { exporter, host, sent } = await run({ storage: new MemoryStorage(), written: { queue_size: 1, block_on_overflow: true } });

    await Promise.all(['a', 'b', 'c'].map((name) => exporter.consume(named(name), background)));
    await host.clock.advance(millis(0));

    expect(sent).toEqual(['a', 'b', 'c']);
  });

  it('gives its sender the error of the store', async () => {
    const storage = new MemoryStorage();
    const { exporter, set } = await run({ storage });
    storage.failure = new Error('write /s/a: no space left on device');

    await expect(exporter.consume(named('a'), background)).rejects.toMatchObject({ message: 'write /s/a: no space left on device', retryable: true });

    expect(set.metricValues().get('otelcol_exporter_enqueue_failed_spans')).toBe(1);
  });

  it('drops what is permanently refused, and goes on', async () => {
    const storage = new MemoryStorage();
    const { exporter, host, sent } = await run({ storage, push: async (data) => { if (names(data)[0] === 'bad') throw new ConsumeError('bad', { retryable: false }); } });
    for (const name of ['bad', 'good']) await exporter.consume(named(name), background);
    await host.clock.advance(millis(0));
    await exporter.shutdown();

    expect([sent, [...storage.entries.keys()]]).toEqual([['good'], ['qmv0']]);
  });

  it('keeps a batch that could not be sent, whole', async () => {
    const storage = new MemoryStorage();
    const written = { batch: { min_size: 10, flush_timeout: '1s' } };
    const first = await run({ storage, written, push: failing });
    for (const name of ['a', 'b']) await first.exporter.consume(named(name), background);
    await first.host.clock.advance(millis(1000));
    await first.exporter.shutdown();

    const second = await run({ storage, written });
    await second.exporter.shutdown();

    expect([second.sent, [...storage.entries.keys()]]).toEqual([['a', 'b'], ['qmv0']]);
  });

  it('begins anew when its metadata is damaged, and says so', async () => {
    const storage = new MemoryStorage();
    storage.entries.set('qmv0', new TextEncoder().encode('{}'));

    const { exporter, messages, sent } = await run({ storage });
    await exporter.consume(named('a'), background);
    await exporter.shutdown();

    expect([messages(), sent]).toEqual([['Failed getting metadata, starting with new ones'], ['a']]);
  });

  it('of v0.84 puts back at its end what ran out of retries, and reads one ahead', async () => {
    const storage = new MemoryStorage();
    const first = await run({ storage, push: failing, rules: exporterHelperRules2023 });
    for (const name of ['a', 'b', 'c', 'd']) await first.exporter.consume(named(name), background);
    await first.host.clock.advance(millis(0));
    expect(first.metric('otelcol_exporter_queue_size')).toBe(2);
    await first.exporter.shutdown();

    const second = await run({ storage, rules: exporterHelperRules2023 });
    await second.host.clock.advance(millis(0));
    await second.exporter.shutdown();

    expect(second.sent).toEqual(['c', 'd', 'a', 'b']);
    expect(first.set.entries.filter(({ level }) => level !== 'debug').map(({ fields, message }) => [message, fields])).toEqual([
      ['Initializing new persistent queue', { queueName: 'otlp-traces' }],
      ['Exporting failed. Will retry the request after interval.', { error: 'down', interval: '5s' }],
      ['Exporting failed. Putting back to the end of the queue.', { error: 'interrupted due to shutdown down' }],
    ]);
  });
});
