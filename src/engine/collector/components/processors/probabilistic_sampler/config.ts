import * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { bool, float, int, section, string, uint } from '../../../component/fields.ts';
import { plainDecimal } from '../../../component/goNumbers.ts';

const modes = ['hash_seed', 'proportional', 'equalizing'] as const;
export type Mode = (typeof modes)[number];

/** Go cuts what does not fit into 32 bits. */
const seed = () => uint(0).transform((value) => value >>> 0);
const mode = () => z.string().transform((word, context): Mode | '' => {
  const found = word === '' ? '' : modes.find((each) => each === word);
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', message: `unsupported sampler mode ${JSON.stringify(word)}` });
  return z.NEVER;
}).nullish().transform((word) => (word === undefined || word === null || word === '' ? 'hash_seed' : word)).meta({ goType: 'probabilisticsamplerprocessor.SamplerMode', default: 'hash_seed', enum: [...modes] });

const common = () => ({
  sampling_percentage: float(0, 'float32').describe('How many of a hundred traces (log records) pass; 100 and more: all, 0: none.'),
  hash_seed: seed().describe('hash_seed mode: begins the hash. Collectors that sample one after the other need different seeds.'),
  attribute_source: string('traceID').describe('Logs: traceID hashes the trace id, record the attribute named in from_attribute.'),
  from_attribute: string().describe('Logs: the attribute to hash where there is no trace id, or with attribute_source: record.'),
  sampling_priority: string().describe('Logs: a numeric attribute with this name is the record\'s own sampling percentage.'),
});
const goType = 'probabilisticsamplerprocessor.Config';

export const ProbabilisticSamplerConfig = section({
  ...common(),
  mode: mode().describe('hash_seed: by a hash of the trace id; proportional and equalizing: by its last 56 bits and the tracestate, as the OpenTelemetry specification says.'),
  fail_closed: bool(true).describe('Whether items are dropped that cannot be decided on: no trace id, unreadable tracestate.'),
  sampling_precision: int(4).describe('Hexadecimal digits of the threshold that goes into the tracestate, 1 to 14.'),
}, { goType });
export type ProbabilisticSamplerConfig = z.output<typeof ProbabilisticSamplerConfig>;

export const ProbabilisticSamplerConfig2023 = section(common(), { goType });
export type ProbabilisticSamplerConfig2023 = z.output<typeof ProbabilisticSamplerConfig2023>;

const smallest = 2 ** -56;

export function validateSampler({ attribute_source, sampling_percentage: percent, sampling_precision: precision }: ProbabilisticSamplerConfig): Problem[] {
  const ratio = percent / 100;
  if (!Number.isFinite(percent)) return [problem('sampling_percentage', `sampling rate is invalid: ${plainDecimal(percent)}%`)];
  if (ratio < 0) return [problem('sampling_percentage', `sampling rate is negative: ${percent.toFixed(6)}%`)];
  if (ratio > 0 && ratio < smallest) return [problem('sampling_percentage', `sampling rate is too small: ${shortest(percent)}%`)];
  if (precision === 0 || precision > 14) {
    const source = validateSource(attribute_source);
    if (source.length > 0) return source;
    return [problem('sampling_precision', precision === 0 ? 'invalid sampling precision: 0' : `sampling precision is too great, should be <= 14: ${String(precision)}`)];
  }
  return validateSource(attribute_source);
}

export function validateSampler2023({ attribute_source, sampling_percentage: percent }: ProbabilisticSamplerConfig2023): Problem[] {
  return percent < 0 ? [problem('sampling_percentage', `negative sampling rate: ${Number.isFinite(percent) ? percent.toFixed(2) : plainDecimal(percent)}`)] : validateSource(attribute_source);
}

function validateSource(source: string): Problem[] {
  if (['', 'traceID', 'record'].includes(source)) return [];
  return [problem('attribute_source', `invalid attribute source: ${source}. Expected: traceID or record`)];
}

const problem = (key: string, message: string): Problem => ({ path: [], at: [key], message });

/** Go's `%g` of a tiny float32: the fewest digits that give it back. */
function shortest(value: number): string {
  const digits = Array.from({ length: 9 }, (_, more) => value.toExponential(more)).find((text) => Math.fround(Number(text)) === value) ?? String(value);
  return digits.replace(/e([+-])(\d)$/, 'e$10$2');
}
