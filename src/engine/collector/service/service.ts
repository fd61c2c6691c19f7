import { errorMessage } from '#common/base/errors.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import type { Component } from '../component/component.ts';
import type { Host } from '../component/host.ts';
import type { Logger } from '../component/logger.ts';
import type { BuildInfo } from '../collector.ts';
import type { CollectorConfig, Reference } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import { announce, buildGraph, type Graph, type GraphNode, type GraphSettings } from './graph.ts';
import type { ListenerPool } from './listenerPool.ts';

export interface ServiceSettings extends GraphSettings {
  readonly host: Omit<Host, 'extension' | 'reportFatal'>;
  readonly pool: ListenerPool;
  /** Grows with each service of one collector. */
  readonly generation: number;
  readonly build: BuildInfo;
}

interface RunningExtension {
  readonly reference: Reference;
  readonly component: Component;
  readonly logger: Logger;
}

/** One configuration at work (upstream service.Service): its extensions and its graph. */
export class Service {
  readonly config: CollectorConfig;
  readonly graph: Graph;
  readonly #settings: ServiceSettings;
  readonly #extensions: readonly RunningExtension[];
  #stopped: Promise<void> | undefined;

  private constructor(config: CollectorConfig, graph: Graph, extensions: readonly RunningExtension[], settings: ServiceSettings) {
    this.config = config;
    this.graph = graph;
    this.#extensions = extensions;
    this.#settings = settings;
  }

  /** Creates every component; starts none. A failure carries upstream's text. */
  static async build(config: CollectorConfig, settings: ServiceSettings): Promise<Result<Service, Detail>> {
    const graph = await buildGraph(config, settings);
    if (!graph.ok) return err({ ...graph.error, message: `failed to build pipelines: ${graph.error.message}` });
    const extensions: RunningExtension[] = [];
    for (const reference of config.serviceExtensions) {
      const definition = config.extensions.get(reference.id);
      if (definition === undefined) continue;
      const logger = settings.logger.with({ 'otelcol.component.id': reference.id, 'otelcol.component.kind': 'extension' });
      try {
        announce(definition, definition.factory.stability, logger);
        const component = definition.factory.create({ id: reference.id, logger, metrics: settings.metricsOf({ extension: reference.id }) }, definition.config);
        extensions.push({ reference, component, logger });
      } catch (error) {
        await new Service(config, graph.value, extensions, settings).discard();
        return err({ message: `failed to build extensions: failed to create extension ${JSON.stringify(reference.id)}: ${errorMessage(error)}`, place: definition.keyPlace });
      }
    }
    return ok(new Service(config, graph.value, extensions, settings));
  }

  /** Starts extensions, then exporters, processors from the back, and receivers last. After a failure, call `shutdown`. */
  async start(): Promise<Result<void, Detail>> {
    const { logger, build } = this.#settings;
    const cpus = build.cpus === undefined ? {} : { NumCPU: build.cpus };
    logger.info(`Starting ${build.command}...`, { Version: build.version, ...cpus }, 'service@v0.159.0/service.go:259');
    logger.info('Starting extensions...', {}, 'extensions/extensions.go:44');
    for (const { reference, component, logger: own } of this.#extensions) {
      own.info('Extension is starting...', {}, 'extensions/extensions.go:48');
      try {
        await component.start(this.#hostFor(reference.id, own));
      } catch (error) {
        return err({ message: `failed to start extensions: failed to start extension ${JSON.stringify(reference.id)}: ${errorMessage(error)}`, place: reference.place });
      }
      own.info('Extension started.', {}, 'extensions/extensions.go:66');
    }
    for (const node of this.graph.nodes) {
      const failed = await this.#startNode(node);
      if (failed !== undefined) return err(failed);
    }
    logger.info('Everything is ready. Begin running and processing data.', {}, 'service@v0.159.0/service.go:282');
    return ok(undefined);
  }

  async #startNode(node: GraphNode): Promise<Detail | undefined> {
    try {
      await node.component.start(this.#hostFor(node.componentId, node.logger));
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
    for (const node of [...this.graph.nodes].reverse()) await stopQuietly(node.component, node.logger);
    logger.info('Stopping extensions...', {}, 'extensions/extensions.go:73');
    for (const { component, logger: own } of [...this.#extensions].reverse()) await stopQuietly(component, own);
    logger.info('Shutdown complete.', {}, 'service@v0.159.0/service.go:334');
  }

  /** Drops components that were built for checking only. */
  async discard(): Promise<void> {
    for (const node of [...this.graph.nodes].reverse()) await node.component.shutdown();
    for (const { component } of this.#extensions) await component.shutdown();
  }

  #hostFor(componentId: string, logger: Logger): Host {
    const { host, pool, generation } = this.#settings;
    return {
      ...host,
      network: pool.networkFor(generation, componentId),
      extension: (id) => this.#extensions.find(({ reference }) => reference.id === id)?.component,
      // Upstream: ends the process. Here: is logged, because the other pipelines of a lab go on.
      reportFatal: (error) => { logger.error('Asynchronous error received, terminating process', { error: error.message }, 'otelcol@v0.159.0/collector.go:470'); },
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
