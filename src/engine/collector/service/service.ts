import { errorMessage } from '#common/base/errors.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import type { Component, Extension } from '../component/component.ts';
import type { Host } from '../component/host.ts';
import type { ServiceInspection } from '../component/inspection.ts';
import type { Logger } from '../component/logger.ts';
import type { StatusEvent } from '../component/status.ts';
import type { CollectorSettings } from '../collector.ts';
import { sameValue } from '../confmap/value.ts';
import type { CollectorConfig, Reference } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import { announce, buildGraph, componentSettings, type Graph, type GraphNode, type GraphSettings } from './graph.ts';
import type { FilePool } from './filePool.ts';
import type { ListenerPool } from './listenerPool.ts';

export interface ServiceSettings extends GraphSettings {
  readonly host: CollectorSettings['host'];
  readonly pool: ListenerPool;
  readonly files: FilePool;
  /** Components that asked for an extension. */
  readonly bound: WeakSet<Component>;
  /** Grows with each service of one collector. */
  readonly generation: number;
}

interface RunningExtension {
  readonly reference: Reference;
  readonly component: Extension;
  readonly logger: Logger;
}

interface Parts {
  readonly config: CollectorConfig;
  readonly graph: Graph;
  readonly extensions: readonly RunningExtension[];
  /** The exporters that another service may have lent. */
  readonly running: Graph['exporters'];
  readonly settings: ServiceSettings;
}

/** One configuration at work (upstream service.Service): its extensions and its graph. */
export class Service {
  readonly config: CollectorConfig;
  readonly graph: Graph;
  readonly #settings: ServiceSettings;
  readonly #extensions: readonly RunningExtension[];
  /** Components of its graph that another service starts and stops. */
  readonly #lent: Set<Component>;
  readonly #statuses = new Map<string, StatusEvent>();
  #startedUnixNano = 0n;
  #stopped: Promise<void> | undefined;

  private constructor({ config, extensions, graph, running, settings }: Parts) {
    this.config = config;
    this.graph = graph;
    this.#extensions = extensions;
    this.#settings = settings;
    const kept = new Set(running.map(({ component }) => component));
    this.#lent = new Set(graph.nodes.map(({ component }) => component).filter((component) => kept.has(component)));
  }

  /**
   * Creates every component; starts none. Exporters of `before` whose configuration did not change are taken as they run, and stay its own
   * until `takeOver`. A failure carries upstream's text.
   */
  static async build(config: CollectorConfig, settings: ServiceSettings, before?: Service): Promise<Result<Service, Detail>> {
    const running = before === undefined ? [] : before.#lendable(config);
    const graph = await buildGraph(config, settings, running);
    if (!graph.ok) return err({ ...graph.error, message: `failed to build pipelines: ${graph.error.message}` });
    const parts = { config, graph: graph.value, running, settings };
    const extensions: RunningExtension[] = [];
    for (const reference of config.serviceExtensions) {
      const definition = config.extensions.get(reference.id);
      if (definition === undefined) continue;
      const logger = settings.logger.with({ 'otelcol.component.id': reference.id, 'otelcol.component.kind': 'extension' });
      try {
        announce(definition, definition.factory.stability, logger);
        const component = definition.factory.create(componentSettings({ nodeId: `extension/${reference.id}`, definition, logger }, settings), definition.config);
        extensions.push({ reference, component, logger });
      } catch (error) {
        await new Service({ ...parts, extensions }).discard();
        return err({ message: `failed to build extensions: failed to create extension ${JSON.stringify(reference.id)}: ${errorMessage(error)}`, place: definition.keyPlace });
      }
    }
    return ok(new Service({ ...parts, extensions }));
  }

  /** Nothing when the log changes, because a component keeps its logger; nor what holds an extension, because that stops with its service. */
  #lendable(config: CollectorConfig): Graph['exporters'] {
    const [old, written] = [this.config.telemetryWritten, config.telemetryWritten];
    const sameLog = old === undefined || written === undefined ? old === written : sameValue(old, written);
    return sameLog ? this.graph.exporters.filter(({ component }) => !this.#settings.bound.has(component)) : [];
  }

  /** After `start`: what `before` lent is now this service's own, and the rest of `before` drains and stops. */
  async takeOver(before: Service): Promise<void> {
    for (const component of this.#lent) before.#lent.add(component);
    this.#lent.clear();
    await before.shutdown();
    this.#settings.files.settle(this.#settings.generation);
  }

  /** Starts extensions, then exporters, processors from the back, and receivers last. After a failure, call `shutdown`. */
  async start(): Promise<Result<void, Detail>> {
    const { logger, build, clock } = this.#settings;
    this.#startedUnixNano = clock.now();
    const cpus = build.cpus === undefined ? {} : { NumCPU: build.cpus };
    logger.info(`Starting ${build.command}...`, { Version: build.version, ...cpus }, 'service@v0.159.0/service.go:259');
    logger.info('Starting extensions...', {}, 'extensions/extensions.go:44');
    for (const { reference, component, logger: own } of this.#extensions) {
      own.info('Extension is starting...', {}, 'extensions/extensions.go:48');
      try {
        await component.start(this.#hostFor({ component, componentId: reference.id, logger: own, nodeId: `extension/${reference.id}` }));
      } catch (error) {
        return err({ message: `failed to start extensions: failed to start extension ${JSON.stringify(reference.id)}: ${errorMessage(error)}`, place: reference.place });
      }
      own.info('Extension started.', {}, 'extensions/extensions.go:66');
    }
    for (const node of this.#own()) {
      const failed = await this.#startNode(node);
      if (failed !== undefined) return err(failed);
    }
    logger.info('Everything is ready. Begin running and processing data.', {}, 'service@v0.159.0/service.go:282');
    return ok(undefined);
  }

  async #startNode(node: GraphNode): Promise<Detail | undefined> {
    try {
      await node.component.start(this.#hostFor(node));
      return undefined;
    } catch (error) {
      const type = `${node.kind.charAt(0).toUpperCase()}${node.kind.slice(1)}`;
      this.#settings.logger.error('Failed to start component', { error: errorMessage(error), type, id: node.componentId }, 'graph/graph.go:454');
      const message = `cannot start pipelines: failed to start ${JSON.stringify(node.componentId)} ${node.kind}: ${errorMessage(error)}`;
      return { message, place: this.#placeOf(node) };
    }
  }

  #placeOf(node: GraphNode): Detail['place'] {
    const { receivers, processors, exporters, root } = this.config;
    const section = { receiver: receivers, processor: processors, exporter: exporters, connector: new Map<string, never>() }[node.kind];
    return section.get(node.componentId)?.keyPlace ?? root.place;
  }

  /** Receivers first, exporters last, extensions at the end; each drains before what it sends to stops. A second call waits for the first. */
  shutdown(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const { logger } = this.#settings;
    logger.info('Starting shutdown...', {}, 'service@v0.159.0/service.go:320');
    for (const node of this.#own().reverse()) await stopQuietly(node.component, node.logger);
    logger.info('Stopping extensions...', {}, 'extensions/extensions.go:73');
    for (const { component, logger: own } of [...this.#extensions].reverse()) await stopQuietly(component, own);
    logger.info('Shutdown complete.', {}, 'service@v0.159.0/service.go:334');
  }

  /** Drops components that were built for checking only. */
  async discard(): Promise<void> {
    for (const node of this.#own().reverse()) await node.component.shutdown();
    for (const { component } of this.#extensions) await component.shutdown();
  }

  #own(): GraphNode[] {
    return this.graph.nodes.filter(({ component }) => !this.#lent.has(component));
  }

  statuses(): ReadonlyMap<string, StatusEvent> {
    return this.#statuses;
  }

  #inspection(): ServiceInspection {
    const { build } = this.#settings;
    const mutatesData = new Map([...this.config.pipelines.values()].map(({ id, processors }) => [id, processors.some((processor) => this.config.processors.get(processor.id)?.factory.mutatesData === true)]));
    return { build, startedUnixNano: this.#startedUnixNano, graph: this.graph.info, mutatesData, statuses: this.#statuses };
  }

  #hostFor({ component, componentId, logger, nodeId }: Pick<GraphNode, 'component' | 'componentId' | 'logger' | 'nodeId'>): Host {
    const { bound, files, generation, host, pool } = this.#settings;
    return {
      ...host,
      network: pool.networkFor(generation, componentId),
      files: files.filesFor(generation),
      extension: (id) => {
        bound.add(component);
        return this.#extensions.find(({ reference }) => reference.id === id)?.component;
      },
      // Upstream: ends the process. Here: is logged, because the other pipelines of a lab go on.
      reportFatal: (error) => {
        this.#statuses.set(nodeId, { status: 'fatal_error', error: error.message });
        logger.error('Asynchronous error received, terminating process', { error: error.message }, 'otelcol@v0.159.0/collector.go:470');
      },
      reportStatus: (event) => { this.#statuses.set(nodeId, event); },
      inspect: () => this.#inspection(),
    };
  }
}

async function stopQuietly(component: Component, logger: Logger): Promise<void> {
  try {
    await component.shutdown();
  } catch (error) {
    logger.error('Failed to shut down component', { error: errorMessage(error) });
  }
}
