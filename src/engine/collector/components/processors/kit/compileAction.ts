import { RE2JS } from 're2js';
import type { AnyValue } from '#engine/pdata/value.ts';
import type { ActionConfig, AttributeRules } from './attributeRules.ts';
import { type ConvertedType, convertedTypes } from './convertValue.ts';
import { quoted } from './goText.ts';
import { fromRaw } from './rawValue.ts';

/** Where insert, update and upsert take their value from. */
export interface ValueSource {
  readonly value: { readonly given: AnyValue } | undefined;
  readonly from_attribute: string;
  readonly from_context: string;
  readonly default_value: { readonly given: AnyValue } | undefined;
}

/** An action that has passed all checks, with its pattern compiled. */
export type CompiledAction =
  | { readonly action: 'insert' | 'update' | 'upsert'; readonly key: string; readonly source: ValueSource }
  | { readonly action: 'delete' | 'hash'; readonly key: string; readonly pattern: RE2JS | undefined }
  | { readonly action: 'extract'; readonly key: string; readonly pattern: RE2JS; readonly names: readonly string[] }
  | { readonly action: 'convert'; readonly key: string; readonly to: ConvertedType };

/** Upstream attraction.NewAttrProc for the `index`-th action; throws with its text. */
export function compileAction(config: ActionConfig, index: number, rules: AttributeRules): CompiledAction {
  const action = config.action.toLowerCase();
  const check = new ActionChecks({ ...config, action }, index, rules);
  const { key } = config;
  switch (action) {
    case 'insert': case 'update': case 'upsert':
      check.setsValue();
      return { action, key, source: valueSource(config) };
    case 'delete': case 'hash':
      check.removes();
      return { action, key, pattern: config.pattern === '' ? undefined : check.pattern() };
    case 'extract':
      return { action, key, ...check.extracts() };
    case 'convert':
      return { action, key, to: check.converts() };
    default:
      check.needsKey();
      return check.fail(` due to unsupported action ${quoted(action)}`, atActions);
  }
}

const given = (value: unknown): boolean => value !== undefined && value !== null;
const optionalValue = (value: unknown): { readonly given: AnyValue } | undefined => (given(value) ? { given: fromRaw(value) } : undefined);

function valueSource(config: ActionConfig): ValueSource {
  const { from_attribute, from_context } = config;
  return { value: optionalValue(config.value), from_attribute, from_context, default_value: optionalValue(config.default_value) };
}

const atActions = ' at the %d-th actions';
const atAction = ' at the %d-th action';
const forAction = ' for %d-th action';

/** The rules about which fields go together, each with upstream's text. */
class ActionChecks {
  readonly #config: ActionConfig;
  readonly #action: string;
  readonly #index: number;
  readonly #rules: AttributeRules;
  readonly #sources: number;

  constructor(config: ActionConfig, index: number, rules: AttributeRules) {
    this.#config = config;
    this.#action = config.action;
    this.#index = index;
    this.#rules = rules;
    this.#sources = [given(config.value), config.from_attribute !== '', config.from_context !== ''].filter(Boolean).length;
  }

  needsKey(): void {
    if (this.#config.key === '') this.#missing('"key"');
  }

  setsValue(): void {
    this.needsKey();
    if (this.#sources === 0 && !given(this.#config.default_value)) this.fail(this.#rules.noSource, forAction);
    if (this.#sources > 1) this.fail(' due to multiple value sources being set', atActions);
    if (this.#config.pattern !== '') this.fail(`. Action "${this.#action}" does not use the "pattern" field. This must not be specified`, forAction);
    this.#noConvertedType();
  }

  removes(): void {
    const { from_attribute, key, pattern, value } = this.#config;
    if (key === '' && pattern === '') this.#missing('(at least one of "key" and "pattern" have to be used)');
    if (given(value) || from_attribute !== '') this.fail(`. Action "${this.#action}" does not use "value" or "from_attribute" field. These must not be specified`, forAction);
    if (pattern !== '') this.pattern();
    this.#noConvertedType();
  }

  extracts(): { readonly pattern: RE2JS; readonly names: readonly string[] } {
    this.needsKey();
    if (this.#sources > 0) this.fail(`. Action "${this.#action}" does not use a value source field. These must not be specified`, forAction);
    if (this.#config.pattern === '') this.fail(` due to missing required field "pattern" for action "${this.#action}"`, atAction);
    this.#noConvertedType();
    const pattern = this.pattern();
    const byName = Object.entries(pattern.namedGroups());
    const count = pattern.groupCount();
    if (count === 0) this.fail('. Field "pattern" contains no named matcher groups', atActions);
    const names = Array.from({ length: count }, (_, group) => byName.find(([, index]) => index === group + 1)?.[0] ?? '');
    if (names.includes('')) this.fail('. Field "pattern" contains at least one unnamed matcher group', atActions);
    return { pattern, names };
  }

  converts(): ConvertedType {
    this.needsKey();
    const { converted_type, pattern } = this.#config;
    if (this.#sources > 0 || pattern !== '') this.fail(`. Action "${this.#action}" does not use value sources or "pattern" field. These must not be specified`, forAction);
    if (converted_type === '') this.fail(` due to missing required field "converted_type" for action "${this.#action}"`, atAction);
    if (!isConvertedType(converted_type)) return this.fail(` due to invalid value "${converted_type}" in field "converted_type" for action "${this.#action}"`, atAction);
    return converted_type;
  }

  pattern(): RE2JS {
    try {
      return RE2JS.compile(this.#config.pattern);
    } catch {
      return this.fail(`. Field "pattern" has invalid pattern: "${this.#config.pattern}"`, ' to be set at the %d-th actions');
    }
  }

  /** `tail`: see AttributeRules.failure. */
  fail(reason: string, tail: string): never {
    throw new Error(this.#rules.failure({ key: this.#config.key, index: this.#index }, reason, tail));
  }

  #missing(field: string): never {
    throw new Error(`error creating AttrProc due to missing required field ${field} at the ${String(this.#index)}-th ${this.#rules.missingKeyTail}`);
  }

  #noConvertedType(): void {
    if (this.#config.converted_type !== '') this.fail(`. Action "${this.#action}" does not use the "converted_type" field. This must not be specified`, forAction);
  }
}

const isConvertedType = (word: string): word is ConvertedType => convertedTypes.includes(word);
