import { err, ok, type Result } from '#common/base/result.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { GraphInfo, NodeInfo } from '../collector.ts';
import type { Component, Settings, Stability } from '../component/component.ts';
import type { ConnectorNext, Factory, NextBySignal } from '../component/factory.ts';
import type { Logger } from '../component/logger.ts';
import type { Consumer } from '../consumer/consumer.ts';
import { announce, attempt, BuildError, componentSettings, type CreationSettings } from './creation.ts';
import type { CollectorConfig, ComponentConfig, Section } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import { type EdgeSettings, outlet, type Target } from './edge.ts';
import type { NodeReasons } from './explain.ts';
import { type AnyPipeline, graphInfo, type GraphPlan, planGraph, type PlannedConnector, uses } from './graphPlan.ts';
import { sameComponent } from './sameComponent.ts';
import type { Identity } from './serviceWords.ts';

export type GraphSettings = CreationSettings & EdgeSettings;

/** A component with its place in the graph. */
export interface GraphNode extends NodeInfo {
  readonly component: Component;
  readonly logger: Logger;
  readonly reasons: NodeReasons;
  /** What it was created from. */
  readonly definition: ComponentConfig<Factory>;
  readonly sendsTo: readonly Way[];
}
/** One way out of a node: through which pipeline or with which signal, to what. */
interface Way {
  readonly by: string;
  readonly to: Target;
}
export interface Graph {
  /** In the order to start: exporters; then, from the last pipeline to the first, its processors from the back and the connectors before it; receivers. Stop in reverse. */
  readonly nodes: readonly GraphNode[];
  readonly info: GraphInfo;
}

/**
 * Builds every component that a pipeline uses, each after those it sends to (upstream service/internal/graph, v0.159). Components among
 * `running` whose configuration is the same, and that of all that follows them, are taken as they are, with their queues, files, listeners
 * and what they hold. A failure carries upstream's text.
 */
export async function buildGraph(config: CollectorConfig, settings: GraphSettings, running: readonly GraphNode[] = []): Promise<Result<Graph, Detail>> {
  const plan = planGraph(config, settings.words);
  if (!plan.ok) return plan;
  const builder = new Builder({ config, plan: plan.value, running, settings });
  try {
    return ok(builder.build());
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    await builder.discard();
    return err(error.detail);
  }
}

interface Ground {
  readonly config: CollectorConfig;
  readonly plan: GraphPlan;
  readonly settings: GraphSettings;
  readonly running: readonly GraphNode[];
}
interface Wanted extends NodeInfo {
  readonly definition: ComponentConfig<Factory>;
  readonly sendsTo: readonly Way[];
  readonly identity: Identity;
  readonly stabilities: readonly (readonly [Identity, Stability | undefined])[];
  /** Before the component's own words when it cannot be created. */
  readonly failure: string;
  readonly create: (set: Settings) => Component;
}
type Taker = Component & Consumer<Signal>;

class Builder {
  readonly #config: CollectorConfig;
  readonly #plan: GraphPlan;
  readonly #settings: GraphSettings;
  readonly #running: readonly GraphNode[];
  readonly #nodes: GraphNode[] = [];
  /** Exporters and connectors by `id/signal`: what a pipeline ends in. */
  readonly #exits = new Map<string, Target[]>();
  /** What each pipeline's receivers send to. */
  readonly #entrances = new Map<string, readonly Target[]>();

  constructor({ config, plan, running, settings }: Ground) {
    this.#config = config;
    this.#plan = plan;
    this.#settings = settings;
    this.#running = running;
  }

  build(): Graph {
    this.#exporters();
    const waiting = new Set(this.#plan.connectors);
    for (const pipeline of this.#plan.pipelines) {
      for (const connector of waiting) {
        if (!connector.exporterIn.includes(pipeline)) continue;
        waiting.delete(connector);
        this.#connector(connector);
      }
      this.#processors(pipeline);
    }
    this.#receivers();
    return { nodes: this.#nodes, info: graphInfo(this.#config, this.#nodes) };
  }

  /** Lets go of what was created before another component could not be. */
  async discard(): Promise<void> {
    const kept = new Set(this.#running.map(({ component }) => component));
    for (const { component } of [...this.#nodes].reverse()) if (!kept.has(component)) await component.shutdown();
  }

  /** One instance for each signal and id. */
  #exporters(): void {
    for (const pipeline of this.#plan.pipelines) {
      for (const { id, place } of pipeline.exporters) {
        const { signal } = pipeline;
        const definition = this.#definition(this.#config.exporters, id);
        if (definition === undefined || this.#exits.has(`${id}/${signal}`)) continue;
        const { factory } = definition;
        const create = factory.create[signal] as ((set: Settings, config: unknown) => Taker) | undefined;
        const failure = `failed to create ${JSON.stringify(id)} exporter for data type ${JSON.stringify(signal)}: `;
        if (create === undefined) throw unsupported(failure, place);
        const identity: Identity = { kind: 'exporter', id, signal };
        const node = this.#node({
          nodeId: `exporter/${id}/${signal}`, kind: 'exporter', componentId: id, definition, identity, stabilities: [[identity, factory.stability[signal]]], failure, sendsTo: [],
          pipelines: this.#pipelineIds((other) => other.signal === signal && uses(other.exporters, id)), create: (set) => create(set, definition.config),
        });
        this.#exits.set(`${id}/${signal}`, [targetOf(node)]);
      }
    }
  }

  /** One instance for each pair of signals and id. */
  #connector({ definition: written, exporterIn, from, nodeId, receiverIn, to }: PlannedConnector): void {
    const definition = this.#definition(this.#config.connectors, written.id) ?? written;
    const { factory, id } = definition;
    const create = factory.create[from]?.[to] as ((set: Settings, config: unknown, next: ConnectorNext<Signal>) => Taker) | undefined;
    if (create === undefined) throw new Error(`${factory.type} has a stability for ${from} to ${to}, but creates nothing`);
    const sendsTo = receiverIn.flatMap((pipeline) => (this.#entrances.get(pipeline.id) ?? []).map((target): Way => ({ by: pipeline.id, to: target })));
    const identity: Identity = { kind: 'connector', id, signal: from, output: to };
    const node = this.#node({
      nodeId, kind: 'connector', componentId: id, definition, identity, stabilities: [[identity, factory.stability[from]?.[to]]], failure: '', sendsTo,
      pipelines: [...new Set([...exporterIn, ...receiverIn].map((pipeline) => pipeline.id))],
      create: (set) => create(set, definition.config, this.#connectorNext(nodeId, to, sendsTo)),
    });
    const key = `${id}/${from}`;
    this.#exits.set(key, [...(this.#exits.get(key) ?? []), targetOf(node)]);
  }

  #connectorNext(from: string, signal: Signal, ways: readonly Way[]): ConnectorNext<Signal> {
    const towards = (targets: readonly Way[]): Consumer<Signal> => outlet({ from, signal }, targets.map((way) => way.to), this.#settings);
    const all = towards(ways);
    const pipelines = new Map([...new Set(ways.map(({ by }) => by))].map((id) => [id, towards(ways.filter(({ by }) => by === id))]));
    return { pipelines, consume: (data, context) => all.consume(data, context) };
  }

  /** One instance of each processor for each pipeline. */
  #processors(pipeline: AnyPipeline): void {
    const { signal } = pipeline;
    let targets: readonly Target[] = [...new Set(pipeline.exporters.map(({ id }) => id))].flatMap((id) => this.#exits.get(`${id}/${signal}`) ?? []);
    for (const { id, place } of [...pipeline.processors].reverse()) {
      const definition = this.#definition(this.#config.processors, id);
      if (definition === undefined) continue;
      const create = definition.factory.create[signal] as ((set: Settings, config: unknown, next: Consumer<Signal>) => Taker) | undefined;
      const failure = `failed to create ${JSON.stringify(id)} processor, in pipeline ${JSON.stringify(pipeline.id)}: `;
      if (create === undefined) throw unsupported(failure, place);
      const nodeId = `${pipeline.id}/processor/${id}`;
      const identity: Identity = { kind: 'processor', id, signal, pipeline: pipeline.id };
      const next = targets;
      const node = this.#node({
        nodeId, kind: 'processor', componentId: id, pipelines: [pipeline.id], definition, identity, stabilities: [[identity, definition.factory.stability[signal]]], failure,
        sendsTo: next.map((to) => ({ by: signal, to })), create: (set) => create(set, definition.config, outlet({ from: nodeId, signal }, next, this.#settings)),
      });
      targets = [targetOf(node)];
    }
    this.#entrances.set(pipeline.id, targets);
  }

  /**
   * Upstream: one instance for each signal and id, unless the component shares them. Here: one for each id, because every receiver we have
   * serves its signals with one server.
   */
  #receivers(): void {
    for (const id of this.#config.receivers.keys()) {
      const definition = this.#definition(this.#config.receivers, id);
      const pipelines = this.#plan.pipelines.filter((pipeline) => uses(pipeline.receivers, id));
      if (definition === undefined || pipelines.length === 0) continue;
      const { factory } = definition;
      for (const { receivers, signal } of pipelines) {
        if (factory.stability[signal] === undefined) throw unsupported(receiverFailure(id, signal), receivers.find((reference) => reference.id === id)?.place ?? definition.keyPlace);
      }
      const nodeId = `receiver/${id}`;
      const sendsTo = pipelines.flatMap((pipeline) => (this.#entrances.get(pipeline.id) ?? []).map((to): Way => ({ by: pipeline.signal, to })));
      const bySignal = [...new Set(pipelines.map(({ signal }) => signal))];
      const next = (): NextBySignal => Object.fromEntries(bySignal.map((signal) => [signal, outlet({ from: nodeId, signal }, sendsTo.filter(({ by }) => by === signal).map(({ to }) => to), this.#settings)]));
      const [first = 'traces'] = bySignal;
      this.#node({
        nodeId, kind: 'receiver', componentId: id, pipelines: this.#pipelineIds((pipeline) => pipelines.includes(pipeline)), definition, sendsTo, failure: receiverFailure(id, first),
        identity: { kind: 'receiver', id, signal: this.#settings.words.sharedReceiverHasSignal ? first : undefined },
        stabilities: bySignal.map((signal) => [{ kind: 'receiver', id, signal }, factory.stability[signal]]), create: (set) => factory.create(set, definition.config, next()),
      });
    }
  }

  /** In the order they are written. */
  #pipelineIds(which: (pipeline: AnyPipeline) => boolean): string[] {
    const chosen = new Set(this.#plan.pipelines.filter(which).map(({ id }) => id));
    return [...this.#config.pipelines.keys()].filter((id) => chosen.has(id));
  }

  /** The running component's own definition where the new one says the same: several instances may share what hangs on it. */
  #definition<F extends Factory>(section: Section<F>, id: string): ComponentConfig<F> | undefined {
    const wanted = section.get(id);
    if (wanted === undefined) return undefined;
    const before = this.#running.find(({ componentId, kind }) => componentId === id && kind === wanted.factory.kind)?.definition;
    return before !== undefined && sameComponent(before, wanted) ? before : wanted;
  }

  /** The running component where nothing about it and what it sends to has changed; else a new one. */
  #node(wanted: Wanted): GraphNode {
    const { componentId, create, definition, failure, identity, kind, nodeId, pipelines, sendsTo, stabilities } = wanted;
    const kept = this.#running.find((node) => node.nodeId === nodeId && node.definition === definition && sameWays(node.sendsTo, sendsTo));
    const place = { nodeId, kind, componentId, pipelines, definition, sendsTo };
    const node = kept === undefined ? { ...place, ...this.#create({ create, definition, failure, identity, nodeId, stabilities }) } : { ...kept, ...place };
    this.#nodes.push(node);
    return node;
  }

  #create({ create, definition, failure, identity, nodeId, stabilities }: Pick<Wanted, 'create' | 'definition' | 'failure' | 'identity' | 'nodeId' | 'stabilities'>): Pick<GraphNode, 'component' | 'logger' | 'reasons'> {
    const { logger, reasonsOf, words } = this.#settings;
    const reasons = reasonsOf(nodeId, definition);
    const set = componentSettings({ definition, identity, reasons }, this.#settings);
    for (const [of, stability] of stabilities) announce(definition, stability, logger.with(words.identity(of)), words);
    return { component: attempt(failure, definition, () => create(set)), logger: set.logger, reasons };
  }
}

const receiverFailure = (id: string, signal: Signal): string => `failed to create ${JSON.stringify(id)} receiver for data type ${JSON.stringify(signal)}: `;
const unsupported = (failure: string, place: Detail['place']): BuildError => new BuildError({ message: `${failure}telemetry type is not supported`, place });

/** Every node but a receiver takes data. */
const targetOf = ({ component, nodeId, reasons }: GraphNode): Target => ({ nodeId, consumer: component as Taker, reasons });

const sameWays = (a: readonly Way[], b: readonly Way[]): boolean =>
  a.length === b.length && a.every(({ by, to }, index) => by === b[index]?.by && to.nodeId === b[index].to.nodeId && to.consumer === b[index].to.consumer);

