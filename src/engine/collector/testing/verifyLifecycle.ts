import { type Signal, signals } from '#engine/pdata/signal.ts';
import type { Component, Settings } from '../component/component.ts';
import type { ConnectorFactory, ConnectorNext, Factory } from '../component/factory.ts';
import type { Consumer } from '../consumer/consumer.ts';
import { fakeHost, type FakeHost, fakeSettings } from './fakeHost.ts';
import { Sink } from './sink.ts';

/**
 * What every factory must bear: a config that parses, creation for each signal it declares, shutdown without start, start then shutdown
 * twice, and nothing left behind (timers, listeners). Gives the broken rules, in words; empty when all is well.
 */
export async function verifyLifecycle(factory: Factory, written: unknown = {}): Promise<readonly string[]> {
  const parsed = factory.config.safeParse(written);
  if (!parsed.success) return [`its config does not parse: ${parsed.error.message}`];
  const problems = factory.validate?.(parsed.data) ?? [];
  if (problems.length > 0) return problems.map((problem) => `its config is not valid: ${problem.message}`);
  const broken: string[] = [];
  for (const [name, create] of creators(factory, parsed.data)) {
    await check(`${name}: shutdown without start`, broken, async () => create(fakeSettings(factory.type)).shutdown());
    await check(`${name}: start, shutdown, shutdown`, broken, () => startAndStop(create(fakeSettings(factory.type)), name, broken));
  }
  return broken;
}

type Create = (set: Settings) => Component;

function creators(factory: Factory, config: unknown): readonly (readonly [string, Create])[] {
  const next = Object.fromEntries(signals.map((signal) => [signal, new Sink<typeof signal>()]));
  switch (factory.kind) {
    case 'receiver': return [['receiver', (set) => factory.create(set, config, next)]];
    case 'extension': return [['extension', (set) => factory.create(set, config)]];
    case 'processor': return supported(factory.create).map(([signal, create]) => [signal, (set) => (create as CreateProcessor)(set, config, new Sink<Signal>())]);
    case 'connector': return connectorPairs(factory).map(([name, create]) => [name, (set) => (create as CreateConnector)(set, config, Object.assign(new Sink<Signal>(), { pipelines: new Map() }))]);
    case 'exporter': return supported(factory.create).map(([signal, create]) => [signal, (set) => (create as CreateExporter)(set, config)]);
  }
}
type CreateProcessor = (set: Settings, config: unknown, next: Consumer<Signal>) => Component;
type CreateConnector = (set: Settings, config: unknown, next: ConnectorNext<Signal>) => Component;
type CreateExporter = (set: Settings, config: unknown) => Component;

const connectorPairs = (factory: ConnectorFactory): readonly (readonly [string, unknown])[] =>
  supported(factory.create).flatMap(([from, byTo]) => supported(byTo as Readonly<Partial<Record<Signal, unknown>>>).map(([to, create]) => [`${from} to ${to}`, create] as const));

const supported = (create: Readonly<Partial<Record<Signal, unknown>>>): readonly (readonly [Signal, unknown])[] =>
  signals.flatMap((signal) => (create[signal] === undefined ? [] : [[signal, create[signal]] as const]));

async function startAndStop(component: Component, name: string, broken: string[]): Promise<void> {
  const host = fakeHost();
  await component.start(host);
  await component.shutdown();
  await component.shutdown();
  broken.push(...leftovers(host).map((left) => `${name}: leaves ${left} behind`));
}

function leftovers(host: FakeHost): string[] {
  const found = host.network.addresses.map((address) => `a listener on ${address}`);
  if (host.clock.pendingTimers > 0) found.push(`${String(host.clock.pendingTimers)} timer(s)`);
  return [...found, ...host.fatal.map((error) => `a fatal error (${error.message})`)];
}

async function check(what: string, broken: string[], run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    broken.push(`${what}: ${String(error)}`);
  }
}
