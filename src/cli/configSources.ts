import { errorMessage } from '#common/base/errors.ts';
import type { ConfigSource } from '#engine/collector/collector.ts';
import { type Era, eraRules, type ExpansionRules } from '#engine/collector/component/era.ts';
import { CliError, usageError } from './cliError.ts';

export interface ConfigFlags {
  /** Each `--config`, in order: a path, or `file:`, `env:`, `yaml:` and what they name. */
  readonly config: readonly string[];
  /** Each `--set a.b=c`, in order. */
  readonly set: readonly string[];
  /** Whose rules `env:` follows; today's unless told. */
  readonly era?: Era;
}
export interface ConfigReaders {
  /** Rejects with Go's text. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly environment: ReadonlyMap<string, string>;
}

/** Reads every `--config` and turns every `--set` into one more source (upstream otelcol/flags.go and confmap's providers, v0.159). */
export async function configSources(flags: ConfigFlags, readers: ConfigReaders): Promise<readonly ConfigSource[]> {
  // Wrong usage, but upstream knows this case: its text and its exit code.
  if (flags.config.length + flags.set.length === 0) throw new CliError('at least one config flag must be provided', 1);
  const sets = flags.set.map(setSource);
  const rules = eraRules[flags.era ?? 'current'].expansion;
  const files = await Promise.all(flags.config.map((uri) => configSource(uri, readers, rules)));
  return [...files, ...sets];
}

async function configSource(uri: string, { readFile, environment }: ConfigReaders, rules: ExpansionRules): Promise<ConfigSource> {
  // One letter before the colon is a Windows drive, not a scheme.
  const [, scheme = 'file', rest = uri] = /^([a-zA-Z][a-zA-Z0-9+.-]+):(.*)$/s.exec(uri) ?? [];
  if (scheme === 'yaml') return { name: 'yaml', text: rest };
  if (scheme === 'env') return { name: uri, text: environmentText(rest, environment, rules) };
  if (scheme !== 'file') throw new CliError(`unsupported scheme on URI "${uri}"`, 1);
  try {
    return { name: rest, text: new TextDecoder().decode(await readFile(rest === '' ? '.' : rest)) };
  } catch (error) {
    throw notRetrieved(`unable to read the file file:${rest}: ${errorMessage(error)}`);
  }
}

const notRetrieved = (reason: string): CliError => new CliError(`failed to get config: cannot resolve the configuration: cannot retrieve the configuration: ${reason}`, 1);

/** `NAME` or `NAME:-default`, as in `${env:…}`; only the name where the release has no defaults. */
function environmentText(reference: string, environment: ReadonlyMap<string, string>, { strictNames }: ExpansionRules): string {
  if (!strictNames) return environment.get(reference) ?? '';
  const [name = '', ...rest] = reference.split(':-');
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) throw notRetrieved(`environment variable ${JSON.stringify(name)} has invalid name: must match regex ^[a-zA-Z_][a-zA-Z0-9_]*$`);
  return environment.get(name) ?? rest.join(':-');
}

/** `a.b=c` is the YAML text `a::b: c`, as upstream makes it: the value is YAML as it stands. */
function setSource(flag: string): ConfigSource {
  const equals = flag.indexOf('=');
  if (equals < 0) throw usageError(`invalid argument "${flag}" for "--set" flag: missing equal sign`);
  return { name: '--set', text: `${flag.slice(0, equals).replaceAll('.', '::').trim()}: ${flag.slice(equals + 1).trim()}` };
}
