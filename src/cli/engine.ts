import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import type { Platform } from '#core/platform/platform.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Collector, CollectorSettings, ConfigFailure, Release } from '#engine/collector/collector.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import type { CliEnvironment } from './environment.ts';

/** The machine for commands that keep nothing of the learner's. */
export function cliPlatform(environment: CliEnvironment): Platform {
  return createNodePlatform({ servicesDirectory: environment.servicesDirectory, storeDirectory: join(tmpdir(), 'traceground') });
}

/** A collector on the machine's own sockets: an address is exactly what it says. */
export function cliCollector(platform: Platform, options: CliCollectorOptions): Collector {
  return createCollector(cliCollectorSettings(platform, options));
}

export interface CliCollectorOptions {
  readonly release: Release;
  readonly log: CollectorSettings['log'];
}

export function cliCollectorSettings(platform: Platform, options: CliCollectorOptions): CollectorSettings {
  const { clock, network, compressor, cpus, cpuSeconds, files, memory, environment } = platform;
  return {
    release: options.release,
    host: { clock, network, compressor, cpuSeconds, files, memory, random: Math.random },
    environment,
    readFile: async (path) => new TextDecoder().decode(await files.read(path)),
    build: { cpus },
    log: options.log,
  };
}

const prefix = 'invalid configuration: ';

/** What a run prints about a failed check. Upstream's `validate` leaves out the prefix that every other command has (otelcol/command_validate.go). */
export function runText({ stage, text }: ConfigFailure): string {
  return stage === 'validate' && !text.startsWith(prefix) ? `${prefix}${text}` : text;
}

export function validateText({ text }: ConfigFailure): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}
