import { errorMessage } from '#common/base/errors.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import type { Component } from '../component/component.ts';
import type { Host } from '../component/host.ts';
import type { ServiceInspection } from '../component/inspection.ts';
import type { StatusEvent } from '../component/status.ts';
import type { CollectorSettings, Release } from '../collector.ts';
import { sameValue } from '../confmap/value.ts';
import { buildPipelines } from './buildPipelines.ts';
import type { ComponentRegister } from './componentRegister.ts';
import type { CollectorConfig } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import type { FilePool } from './filePool.ts';
import type { Graph, GraphNode, GraphSettings } from './graph.ts';
import type { ListenerPool } from './listenerPool.ts';
import type { LogRelay } from './logRelay.ts';
import { mutatesData } from './mutatesData.ts';
import { sameComponent } from './sameComponent.ts';
import { buildExtensions, type ExtensionNode } from './serviceExtensions.ts';
import { StatusBoard } from './statusBoard.ts';

export interface ServiceSettings extends GraphSettings {
  readonly host: CollectorSettings['host'];
  readonly release: Release;
  readonly logger: LogRelay;
  readonly pool: ListenerPool;
  readonly files: FilePool;
  readonly components: ComponentRegister<Service>;
  /** Grows with each service of one collector. */
  readonly generation: number;
  /** That of the service which is being started, or runs. */
  readonly latestGeneration: () => number;
}

/** What a service may take over from the one before it, as it runs. */
interface Running {
  readonly nodes: readonly GraphNode[];
  readonly extensions: readonly ExtensionNode[];
}
const nothing: Running = { nodes: [], extensions: [] };
const noGraph: Graph = { nodes: [], info: { nodes: [], pipelines: [], extensions: [] } };

interface Parts {
  readonly config: CollectorConfig;
  readonly graph: Graph;
  readonly extensions: readonly ExtensionNode[];
  readonly running: Running;
  readonly settings: ServiceSettings;
}
type AnyNode = GraphNode | ExtensionNode;

/** One configuration at work (upstream service.Service): its extensions and its graph. */
export class Service {
  readonly config: CollectorConfig;
  readonly graph: Graph;
  readonly #settings: ServiceSettings;
  readonly #extensions: readonly ExtensionNode[];
  /** Components of its own that another service starts and stops. */
  readonly #lent: Set<Component>;
  readonly #statuses = new StatusBoard();
  #startedUnixNano = 0n;
  #stopped: Promise<void> | undefined;

  private constructor({ config, extensions, graph, running, settings }: Parts) {
    this.config = config;
    this.graph = graph;
    this.#extensions = extensions;
    this.#settings = settings;
    const kept = new Set<Component>([...running.nodes, ...running.extensions].map(({ component }) => component));
    this.#lent = new Set(this.#all().map(({ component }) => component).filter((component) => kept.has(component)));
  }

  /**
   * Creates every component; starts none. Those of `before` that need not change are taken as they run, and stay its own until `takeOver`.
   * A failure carries upstream's text.
   */
  static async build(config: CollectorConfig, settings: ServiceSettings, before?: Service): Promise<Result<Service, Detail>> {
    const built = await Service.#build(config, settings, before?.lendable(config, settings.release) ?? nothing);
    if (!built.ok && settings.words.logsFailures) {
      settings.logger.error('error found during service initialization', { error: built.error.message }, settings.words.callers.buildFailed);
    }
    return built;
  }

  static async #build(config: CollectorConfig, settings: ServiceSettings, running: Running): Promise<Result<Service, Detail>> {
    const early = settings.words.extensionsFirst ? await buildExtensions(config, settings, running.extensions) : undefined;
    if (early?.ok === false) return early;
    const graph = await buildPipelines(config, settings, running.nodes);
    if (!graph.ok) {
      if (early !== undefined) await new Service({ config, settings, running, graph: noGraph, extensions: early.value }).discard();
      return graph;
    }
    const extensions = early ?? await buildExtensions(config, settings, running.extensions);
    const service = new Service({ config, settings, running, graph: graph.value, extensions: extensions.ok ? extensions.value : [] });
    if (extensions.ok) return ok(service);
    await service.discard();
    return extensions;
  }

  /** True when components would speak and measure as here: the release and `service.telemetry` did not change. */
  hasSameSurroundings(config: CollectorConfig, release: Release): boolean {
    const [old, written] = [this.config.telemetryWritten, config.telemetryWritten];
    const sameTelemetry = old === undefined || written === undefined ? old === written : sameValue(old, written);
    const { distribution, rules } = this.#settings.release;
    return sameTelemetry && distribution === release.distribution && rules === release.rules;
  }

  /** Components that may go on under another configuration. What holds an extension goes on only with that extension. */
  lendable(config: CollectorConfig, release: Release): Running {
    if (!this.hasSameSurroundings(config, release)) return nothing;
    const { components } = this.#settings;
    const listed = new Set(config.serviceExtensions.map(({ id }) => id));
    const unchanged = (node: ExtensionNode): boolean => {
      const wanted = config.extensions.get(node.componentId);
      return wanted !== undefined && listed.has(node.componentId) && sameComponent(node.definition, wanted);
    };
    let extensions = this.#extensions.filter(unchanged);
    const stays = ({ component }: AnyNode): boolean => components.extensionsOf(component).every((id) => extensions.some(({ componentId }) => componentId === id));
    while (!extensions.every(stays)) extensions = extensions.filter(stays);
    return { extensions, nodes: this.graph.nodes.filter(stays) };
  }

  /** After `start`: what `before` lent is now this service's own, and the rest of `before` drains and stops. */
  async takeOver(before: Service): Promise<void> {
    const { components, files, generation } = this.#settings;
    for (const node of this.#all()) {
      if (!this.#lent.has(node.component)) continue;
      before.#lent.add(node.component);
      components.owners.set(node.component, this);
      this.#statuses.adopt(node.nodeId, before.#statuses);
      node.reasons.moveTo(this.#sectionOf(node).get(node.componentId) ?? node.definition);
    }
    this.#lent.clear();
    await before.shutdown();
    files.settle(generation);
  }

  /** Starts extensions, then exporters, processors from the back, and receivers last; then tells extensions that all is ready. After a failure, call `shutdown`. */
  async start(): Promise<Result<void, Detail>> {
    const { build, clock, generation, logger, pool, words: { callers, startFailure } } = this.#settings;
    this.#startedUnixNano = clock.now();
    pool.hold(new Set(this.#all().filter(({ component }) => this.#lent.has(component)).map(({ nodeId }) => nodeId)), generation);
    const cpus = build.cpus === undefined ? {} : { NumCPU: build.cpus };
    logger.info(`Starting ${build.command}...`, { Version: build.version, ...cpus }, callers.starting);
    logger.info('Starting extensions...', {}, callers.extensionsStarting);
    for (const node of this.#own(this.#extensions)) {
      node.logger.info('Extension is starting...', {}, callers.extensionStarting);
      const failure = await this.#startNode(node);
      if (failure !== undefined) {
        if (this.#settings.words.logsFailures) node.logger.error('Failed to start extension', { error: failure }, callers.extensionFailed);
        return err({ message: `failed to start extensions: ${failure}`, place: node.reference.place });
      }
      node.logger.info('Extension started.', {}, callers.extensionStarted);
    }
    for (const node of this.#own(this.graph.nodes)) {
      const failure = await this.#startNode(node);
      if (failure === undefined) continue;
      const { componentId: id, kind } = node;
      if (this.#settings.words.logsFailures) {
        logger.error('Failed to start component', { error: failure, type: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, id }, callers.componentFailed);
      }
      return err({ message: `cannot start pipelines: ${startFailure({ kind, id }, failure)}`, place: this.#sectionOf(node).get(id)?.keyPlace ?? this.config.root.place });
    }
    for (const { component } of this.#own(this.#extensions)) component.ready?.();
    logger.info('Everything is ready. Begin running and processing data.', {}, callers.ready);
    return ok(undefined);
  }

  /** The failure's text. */
  async #startNode(node: AnyNode): Promise<string | undefined> {
    this.#statuses.report(node.nodeId, { status: 'starting' });
    try {
      await node.component.start(this.#hostFor(node));
    } catch (error) {
      const failure = errorMessage(error);
      this.#statuses.report(node.nodeId, { status: 'permanent_error', error: failure });
      return failure;
    }
    this.#statuses.started(node.nodeId);
    return undefined;
  }

  #sectionOf({ definition: { factory: { kind } } }: AnyNode): ReadonlyMap<string, GraphNode['definition']> {
    return this.config[`${kind}s`];
  }

  /** Receivers first, exporters last, extensions at the end; each drains before what it sends to stops. A second call waits for the first. */
  shutdown(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const { logger, words: { callers } } = this.#settings;
    logger.info('Starting shutdown...', {}, callers.stopping);
    for (const { component } of this.#own(this.#extensions)) component.notReady?.();
    for (const node of this.#own(this.graph.nodes).reverse()) await this.#stopNode(node);
    logger.info('Stopping extensions...', {}, callers.extensionsStopping);
    for (const node of this.#own(this.#extensions).reverse()) await this.#stopNode(node);
    logger.info('Shutdown complete.', {}, callers.stopped);
  }

  async #stopNode({ component, logger, nodeId }: AnyNode): Promise<void> {
    this.#statuses.report(nodeId, { status: 'stopping' });
    try {
      await component.shutdown();
      this.#statuses.report(nodeId, { status: 'stopped' });
    } catch (error) {
      this.#statuses.report(nodeId, { status: 'permanent_error', error: errorMessage(error) });
      logger.error('Failed to shut down component', { error: errorMessage(error) });
    }
  }

  /** Drops components that were never started. */
  async discard(): Promise<void> {
    for (const node of this.#own(this.graph.nodes).reverse()) await node.component.shutdown();
    for (const { component } of this.#own(this.#extensions)) await component.shutdown();
  }

  #all(): readonly AnyNode[] {
    return [...this.#extensions, ...this.graph.nodes];
  }

  #own<N extends AnyNode>(nodes: readonly N[]): N[] {
    return nodes.filter(({ component }) => !this.#lent.has(component));
  }

  statuses(): ReadonlyMap<string, StatusEvent> {
    return this.#statuses.events;
  }

  #inspection(): ServiceInspection {
    return {
      build: this.#settings.build, startedUnixNano: this.#startedUnixNano, graph: this.graph.info, mutatesData: mutatesData(this.config, this.graph.info), statuses: this.#statuses.events,
    };
  }

  #hostFor(node: AnyNode): Host {
    const { components, files, generation, host, latestGeneration, pool, words } = this.#settings;
    const { component, componentId, logger, nodeId } = node;
    const owner = (): Service => components.owners.get(component) ?? this;
    return {
      ...host,
      network: pool.networkFor(generation, componentId, nodeId),
      files: files.filesFor(node.definition.factory.kind === 'extension' ? latestGeneration : () => generation),
      extension: (id) => {
        components.bind(component, id);
        return owner().#extensions.find((extension) => extension.componentId === id)?.component;
      },
      // Upstream: ends the process. Here: is logged, because the other pipelines of a lab go on.
      reportFatal: (error) => {
        owner().#statuses.report(nodeId, { status: 'fatal_error', error: error.message });
        logger.error('Asynchronous error received, terminating process', { error: error.message }, words.callers.fatal);
      },
      reportStatus: (event) => { owner().#statuses.report(nodeId, event); },
      inspect: () => owner().#inspection(),
    };
  }
}
