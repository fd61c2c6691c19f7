import { errorMessage } from '#common/base/errors.ts';
import { shapeOf, type ResourceGroupOf } from '#engine/pdata/shape.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';
import { permissionsOf } from './config.ts';
import { encodeMessage } from './encodeMessage.ts';
import { openSink, type SinkSettings } from './openSink.ts';
import { directoryOf, groupedPath } from './paths.ts';
import type { Sink } from './rotatingFile.ts';

/** A file for each value of a resource attribute (upstream groupingFileExporter). The one that was not used for longest makes room for another. */
export class GroupedFiles {
  readonly #settings: SinkSettings;
  /** By path, in the order of their last use. */
  readonly #open = new Map<string, Sink>();

  constructor(settings: SinkSettings) {
    if (settings.config.group_by.max_open_files <= 0) throw new Error('must provide a positive size');
    this.#settings = settings;
  }

  /** Writes what has the attribute, and gives back what has not. Calls must not overlap. Rejects for good when a file cannot be written. */
  async write<S extends Signal>(signal: S, data: Pdata<S>): Promise<Pdata<S> | undefined> {
    const shape = shapeOf(signal);
    const { groups, rest } = this.#grouped(signal, data);
    const failures: string[] = [];
    for (const [segment, members] of groups) {
      try {
        const message = await encodeMessage(signal, shape.fromResourceGroups(members), { ...this.#settings, compressor: this.#settings.host.compressor });
        await (await this.#sinkFor(segment)).write(message);
      } catch (error) {
        failures.push(errorMessage(error));
      }
    }
    if (failures.length > 0) throw new ConsumeError(failures.join('\n'), { retryable: false });
    return rest.length === 0 ? undefined : shape.fromResourceGroups(rest);
  }

  async close(): Promise<void> {
    const sinks = [...this.#open];
    this.#open.clear();
    for (const [path, sink] of sinks) await this.#closeOne(path, sink);
  }

  #grouped<S extends Signal>(signal: S, data: Pdata<S>): { readonly groups: ReadonlyMap<string, readonly ResourceGroupOf<S>[]>; readonly rest: readonly ResourceGroupOf<S>[] } {
    const { config: { group_by: { resource_attribute } }, logger } = this.#settings;
    const groups = new Map<string, ResourceGroupOf<S>[]>();
    const rest: ResourceGroupOf<S>[] = [];
    for (const group of shapeOf(signal).resourceGroups(data)) {
      const segment = group.resource.attributes.get(resource_attribute);
      if (typeof segment !== 'string') {
        logger.debug(`Resource does not contain ${resource_attribute} attribute, dropping it`, {}, 'fileexporter@v0.159.0/grouping_file_exporter.go:286');
        rest.push(group);
      } else groups.set(segment, [...(groups.get(segment) ?? []), group]);
    }
    return { groups, rest };
  }

  async #sinkFor(segment: string): Promise<Sink> {
    const { config, host } = this.#settings;
    const path = groupedPath(config.path, segment);
    const known = this.#open.get(path);
    if (known === undefined) await host.files.makeDirectory(directoryOf(path), permissionsOf(config));
    const sink = known ?? await openSink(path, this.#settings);
    this.#open.delete(path);
    this.#open.set(path, sink);
    const [oldest] = this.#open;
    if (this.#open.size > config.group_by.max_open_files && oldest !== undefined) {
      this.#open.delete(oldest[0]);
      await this.#closeOne(...oldest);
    }
    return sink;
  }

  async #closeOne(path: string, sink: Sink): Promise<void> {
    try {
      await sink.close();
    } catch (error) {
      this.#settings.logger.warn('Failed to close file', { error: errorMessage(error), path }, 'fileexporter@v0.159.0/grouping_file_exporter.go:270');
    }
  }
}
