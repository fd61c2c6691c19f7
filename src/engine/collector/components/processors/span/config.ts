import type * as z from 'zod';
import { bool, list, section, string } from '../../../component/fields.ts';
import { type MatchConfig, matchFields, whenWritten } from '../kit/matchConfig.ts';

interface ToAttributes {
  readonly rules: readonly string[];
  readonly break_after_match: boolean;
  /** Newer than v0.84. */
  readonly keep_original_name?: boolean;
}
export interface SpanProcessorConfig extends MatchConfig {
  readonly name: { readonly from_attributes: readonly string[]; readonly separator: string; readonly to_attributes?: ToAttributes | undefined };
  readonly status?: { readonly code: string; readonly description: string } | undefined;
}

const rules = () => ({
  rules: list(string()).describe('RE2 patterns with named groups. What a group finds becomes an attribute; in the name, {group} takes its place.'),
  break_after_match: bool(false).describe('true stops at the first pattern that matches; false lets each work on what the ones before it made.'),
});
const keepOriginalName = { keep_original_name: bool(false).describe('true leaves the name as it is and only sets attributes.') };

function config<S extends z.ZodRawShape>(toAttributes: S) {
  return section({
    ...matchFields(),
    name: section({
      from_attributes: list(string()).describe('The name becomes the values of these attributes; it stays when one of them is missing.'),
      separator: string().describe('Stands between those values.'),
      to_attributes: whenWritten(section(toAttributes, { goType: 'spanprocessor.ToAttributes' })).describe('Takes parts of the name into attributes; after from_attributes.'),
    }, { goType: 'spanprocessor.Name' }).describe('Makes the name out of attributes, or attributes out of the name.'),
    status: whenWritten(section({
      code: string().describe('Ok, Error or Unset.'),
      description: string().describe('The status message; for Error only.'),
    }, { goType: 'spanprocessor.Status' })).describe('Sets the status.'),
  }, { goType: 'spanprocessor.Config' });
}
export const SpanProcessorConfig: z.ZodType<SpanProcessorConfig> = config({ ...rules(), ...keepOriginalName });
export const SpanProcessorConfig2023: z.ZodType<SpanProcessorConfig> = config(rules());
