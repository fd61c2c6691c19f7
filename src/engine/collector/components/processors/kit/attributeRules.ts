import * as z from 'zod';
import { type ValueStyle, valueStyle, valueStyle2023 } from '#engine/pdata/format/value.ts';
import { list, section, string } from '../../../component/fields.ts';
import { quoted } from './goText.ts';

/** A YAML value of any kind. */
const raw = () => z.json().optional();

/** One entry of `actions`; upstream attraction.ActionKeyValue. Which fields go together is checked when the processor is created. */
const fields = () => ({
  key: string().describe('The attribute to act on.'),
  value: raw().describe('The value to set; its YAML type is kept.'),
  pattern: string().describe('RE2 pattern. delete, hash: which keys; extract: named groups become attributes.'),
  from_attribute: string().describe('Takes the value from this attribute.'),
  from_context: string().describe('Takes the value from the request: metadata.<key>, auth.<attribute>, client.address.'),
  converted_type: string().describe('convert: int, double or string.'),
  action: string().describe('insert, update, upsert, delete, hash, extract or convert.'),
});
const defaultValue = { default_value: raw().describe('The value to set when from_attribute or from_context gives none.') };

const action = () => section({ ...fields(), ...defaultValue }, { goType: 'attraction.ActionKeyValue' });
const described = 'What to do, in order.';
export const actions = () => list(action()).describe(described);
export const actions2023 = () => list(section(fields(), { goType: 'attraction.ActionKeyValue' })).describe(described);

/** What an action may say in any release. */
export type ActionConfig = Omit<z.output<ReturnType<typeof action>>, 'default_value'> & { readonly default_value?: z.core.util.JSONType | undefined };

/** How the releases' attribute actions differ (upstream attraction). */
export interface AttributeRules {
  /** How a failure names its action; `tail` is what the older texts end in, with `%d` for the action's index. */
  failure(action: { readonly key: string; readonly index: number }, reason: string, tail: string): string;
  /** Why an action that sets a value is refused when it names none. */
  readonly noSource: string;
  /** Plural after the index where a key is missing. */
  readonly missingKeyTail: string;
  /** True: `from_context: client.address` is the sender's address; false: it is looked for in the metadata. */
  readonly knowsClientAddress: boolean;
  /** False: an empty string hashes to "". */
  readonly hashesEmptyText: boolean;
  /** True: a delete by pattern takes keys away one by one, and the last pair fills each gap; false: the rest keeps its order. */
  readonly deletesOneByOne: boolean;
  /** How convert writes text. */
  readonly text: ValueStyle;
}

/** v0.159. */
export const attributeRules: AttributeRules = {
  failure: ({ key, index }, reason) => `error with key ${quoted(key)} (${String(index)}-th action): error creating AttrProc${reason}`,
  noSource: '. Either field "value", "from_attribute", "from_context", or "default_value" must be specified',
  missingKeyTail: 'action', knowsClientAddress: true, hashesEmptyText: true, deletesOneByOne: false, text: valueStyle,
};

/** v0.84. */
export const attributeRules2023: AttributeRules = {
  failure: ({ index }, reason, tail) => `error creating AttrProc${reason}${tail.replace('%d', String(index))}`,
  noSource: '. Either field "value", "from_attribute" or "from_context" setting must be specified',
  missingKeyTail: 'actions', knowsClientAddress: false, hashesEmptyText: false, deletesOneByOne: true, text: valueStyle2023,
};
