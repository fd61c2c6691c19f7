import * as z from 'zod';
import { list, section, string } from '../../../component/fields.ts';

/** A YAML value of any kind. */
const raw = () => z.json().optional();

/** One entry of `actions`; upstream attraction.ActionKeyValue. Which fields go together is checked when the processor is created. */
const action = () => section({
  key: string().describe('The attribute to act on.'),
  value: raw().describe('The value to set; its YAML type is kept.'),
  default_value: raw().describe('The value to set when from_attribute or from_context gives none.'),
  pattern: string().describe('RE2 pattern. delete, hash: which keys; extract: named groups become attributes.'),
  from_attribute: string().describe('Takes the value from this attribute.'),
  from_context: string().describe('Takes the value from the request: metadata.<key>, client.address.'),
  converted_type: string().describe('convert: int, double or string.'),
  action: string().describe('insert, update, upsert, delete, hash, extract or convert.'),
}, { goType: 'attraction.ActionKeyValue' });

export const actions = () => list(action()).describe('What to do, in order.');
export type ActionConfig = z.output<ReturnType<typeof action>>;
