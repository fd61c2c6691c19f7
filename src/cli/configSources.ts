import { errorMessage } from '#common/base/errors.ts';
import type { ConfigSource } from '#engine/collector/collector.ts';
import { CliError, usageError } from './cliError.ts';

export interface ConfigFlags {
  /** Each `--config`, in order: a path, or `file:`, `env:`, `yaml:` and what they name. */
  readonly config: readonly string[];
  /** Each `--set a.b=c`, in order. */
  readonly set: readonly string[];
}
export interface ConfigReaders {
  /** Rejects with Go's text. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly environment: ReadonlyMap<string, string>;
}

/** Reads every `--config` and turns every `--set` into one more source (upstream otelcol/flags.go and confmap's providers, v0.159). */
export async function configSources(flags: ConfigFlags, readers: ConfigReaders): Promise<readonly ConfigSource[]> {
  // Wrong usage, but upstream knows this case: its text and its exit code.
  if (flags.config.length === 0) throw new CliError('at least one config flag must be provided', 1);
  const sets = flags.set.map(setSource);
  const files = await Promise.all(flags.config.map((uri) => configSource(uri, readers)));
  return [...files, ...sets];
}

async function configSource(uri: string, { readFile, environment }: ConfigReaders): Promise<ConfigSource> {
  // One letter before the colon is a Windows drive, not a scheme.
  const [, scheme = 'file', rest = uri] = /^([a-zA-Z][a-zA-Z0-9+.-]+):(.*)$/s.exec(uri) ?? [];
  if (scheme === 'yaml') return { name: 'yaml', text: rest };
  if (scheme === 'env') return { name: uri, text: environment.get(rest) ?? '' };
  if (scheme !== 'file') throw new CliError(`unsupported scheme on URI "${uri}"`, 1);
  try {
    return { name: rest, text: new TextDecoder().decode(await readFile(rest)) };
  } catch (error) {
    const reason = `unable to read the file file:${rest}: ${errorMessage(error)}`;
    throw new CliError(`failed to get config: cannot resolve the configuration: cannot retrieve the configuration: ${reason}`, 1);
  }
}

/** `a.b=c` is the YAML map `a: {b: c}`; the value is YAML as it stands. */
function setSource(flag: string): ConfigSource {
  const equals = flag.indexOf('=');
  if (equals < 0) throw usageError(`invalid argument "${flag}" for "--set" flag: missing equal sign`);
  const keys = flag.slice(0, equals).trim().split('.');
  const lines = keys.map((key, depth) => `${'  '.repeat(depth)}${JSON.stringify(key)}:`);
  return { name: '--set', text: `${lines.join('\n')} ${flag.slice(equals + 1).trim()}\n` };
}
