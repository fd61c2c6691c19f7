import { err, ok, type Result } from '#common/base/result.ts';
import type { ExpansionRules } from '../component/era.ts';
import { expand } from './expand.ts';
import { joinLists, mergeMaps, splitKeys } from './merge.ts';
import { parseYaml } from './parseYaml.ts';
import { type Providers, unsupportedType } from './provider.ts';
import { type ConfigValue, emptyMap, goTypeOf, isNull, type MapValue, nowhere, type Place } from './value.ts';

export interface ResolveFault {
  /** Upstream's text, from `failed to get config: ` on. */
  readonly text: string;
  /** The specific part of it. */
  readonly message: string;
  readonly place: Place;
}

const prefix = 'failed to get config: cannot resolve the configuration: ';
const notRetrieved = 'cannot retrieve the configuration: ';
const fault = (message: string, place: Place, lead = ''): ResolveFault => ({ text: `${prefix}${lead}${message}`, message, place });

/** Parses and merges the sources in order, then expands references (upstream confmap/resolver.go, v0.159 and v0.84). */
export async function resolve(sources: readonly { readonly text: string }[], providers: Providers, rules: ExpansionRules): Promise<Result<MapValue, ResolveFault>> {
  let merged: MapValue = emptyMap;
  for (const [index, source] of sources.entries()) {
    const parsed = asConf(source.text, index, rules);
    if (!parsed.ok) return parsed;
    merged = mergeMaps(index === 0 ? { ...emptyMap, place: parsed.value.place } : merged, rules.joinsLists === true ? joinLists(merged, parsed.value) : parsed.value);
  }
  const expanded = await expand(merged, providers, rules);
  if (!expanded.ok) return err(fault(expanded.error.text, expanded.error.place));
  const tree = splitKeys(expanded.value);
  return ok(tree.kind === 'map' ? tree : emptyMap);
}

function asConf(text: string, source: number, { keepsText, refusedTypes }: ExpansionRules): Result<MapValue, ResolveFault> {
  const parsed = parseYaml(text, source);
  if (!parsed.ok) {
    const { text: message, range, syntax } = parsed.error;
    const place = { source, range };
    if (!syntax || !keepsText) return err(fault(message, place, notRetrieved));
    return err(fault(message, place, 'retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: '));
  }
  const value: ConfigValue = parsed.value;
  if (value.kind === 'scalar' && refusedTypes.includes(value.type)) return err(fault(unsupportedType(value.type), value.place, notRetrieved));
  if (isNull(value)) return ok({ ...emptyMap, place: { ...nowhere, source } });
  if (value.kind !== 'map') return err(fault(`retrieved value (type=${goTypeOf(value)}) cannot be used as a Conf`, value.place));
  const tree = splitKeys(value);
  return ok(tree.kind === 'map' ? tree : emptyMap);
}
