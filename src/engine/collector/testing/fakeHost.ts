import { FakeClock } from '#common/base/fakeClock.ts';
import type { Settings } from '../component/component.ts';
import type { Compressor, Host } from '../component/host.ts';
import type { LogEntry } from '../component/logger.ts';
import type { Reason } from '../component/reasons.ts';
import type { StatusEvent } from '../component/status.ts';
import { consoleLine } from '../service/telemetry/encode.ts';
import { createLogger } from '../service/telemetry/logger.ts';
import { MetricRegistry } from '../service/telemetry/metricRegistry.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { MemoryNetwork } from './memoryNetwork.ts';

/** "Compresses" by leaving bytes as they are, yet keeps to the size limit. */
const identityCompressor: Compressor = {
  compress: async (_algorithm, data) => data,
  decompress: async (_algorithm, data, maxBytes) => {
    if (data.length > maxBytes) throw new Error('http: request body too large');
    return data;
  },
};

export interface FakeHost extends Host {
  readonly clock: FakeClock;
  readonly network: MemoryNetwork;
  readonly files: MemoryFiles;
  /** What components reported as fatal. */
  readonly fatal: Error[];
  /** What components reported of themselves. */
  readonly statuses: StatusEvent[];
}

/** A host of fakes: time moves when told to, the network and files are in memory, chance is always ½. */
export function fakeHost(overrides: Partial<Omit<Host, 'clock' | 'network' | 'files'>> = {}): FakeHost {
  const fatal: Error[] = [];
  const statuses: StatusEvent[] = [];
  return {
    clock: new FakeClock(), network: new MemoryNetwork(), files: new MemoryFiles(), compressor: identityCompressor,
    memory: { used: () => 64 * 2 ** 20, total: () => 2 ** 30, collect: () => {} },
    random: () => 0.5, extension: () => undefined, reportFatal: (error) => { fatal.push(error); }, fatal, reportStatus: (event) => { statuses.push(event); }, statuses,
    inspect: () => ({ build: { command: 'otelcol', version: '0.159.0' }, startedUnixNano: 0n, graph: { nodes: [], pipelines: [], extensions: [] }, mutatesData: new Map(), statuses: new Map() }),
    ...overrides,
  };
}

export interface FakeSettings extends Settings {
  /** Every line at debug and above, in order. */
  readonly entries: readonly LogEntry[];
  readonly lines: readonly string[];
  /** Every reason given, in order. */
  readonly given: readonly Reason[];
  /** The component's own metrics, by name and rendered attributes. */
  metricValues(): ReadonlyMap<string, number>;
}

/** What a component is created with, in a test. */
export function fakeSettings(id = 'test', clock = new FakeClock(), identity: Readonly<Record<string, string>> = {}): FakeSettings {
  const entries: LogEntry[] = [];
  const given: Reason[] = [];
  const registry = new MetricRegistry();
  const logger = createLogger({
    clock, level: 'debug', encoding: 'console', disableCaller: false, sampling: undefined, fields: {}, write: (entry) => { entries.push(entry); },
  });
  return {
    id, logger, sharedLogger: logger, build: { command: 'otelcol', version: '0.159.0', description: 'test' }, totalMemory: () => 2 ** 30,
    metrics: registry.forComponent(identity), reasons: { wanted: true, give: (reason) => { given.push(reason); } }, given,
    entries, get lines() { return entries.map(consoleLine); }, metricValues: () => registry.read(),
  };
}
