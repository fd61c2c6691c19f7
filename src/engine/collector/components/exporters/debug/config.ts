import * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { bool, int, section, string } from '../../../component/fields.ts';
import { optionalSendingQueue, validateSendingQueue } from '../../../helpers/sendingQueueConfig.ts';

const levels = ['none', 'basic', 'normal', 'detailed'] as const;
type Level = (typeof levels)[number] | 'unknown';
/** configtelemetry.Level: a word, whose case does not matter, or Go's number for it, from -1. Another number passes here; validation refuses it. */
const verbosity = () => z.union([z.string(), z.number()]).transform((written, context): Level => {
  if (typeof written === 'number') return levels[Math.trunc(written) + 1] ?? 'unknown';
  const level = levels.find((each) => each === written.toLowerCase());
  if (level !== undefined) return level;
  context.addIssue({ code: 'custom', message: `unknown metrics level "${written}"` });
  return z.NEVER;
}).nullish().transform((level) => level ?? 'basic').meta({ goType: 'configtelemetry.Level', default: 'basic', enum: ['basic', 'normal', 'detailed'] });

export const DebugExporterConfig = section({
  verbosity: verbosity().describe('basic: one line per batch; normal: and one per item; detailed: every field.'),
  sampling_initial: int(2).describe('Of equal messages, how many are printed in each second before sampling begins.'),
  sampling_thereafter: int(1).describe('From then on every how many-th is printed; 1 prints all, 0 none.'),
  use_internal_logger: bool(true).describe('true prints into the collector\'s own log, false to output_paths.'),
  output_paths: z.array(string()).nullish().transform((paths) => paths ?? undefined).describe('stdout, stderr or file paths. Only with use_internal_logger: false.').meta({ goType: 'slice' }),
  sending_queue: optionalSendingQueue(),
}, { goType: 'debugexporter.Config' });
export type DebugExporterConfig = z.output<typeof DebugExporterConfig>;

export function validateDebug(config: DebugExporterConfig): Problem[] {
  const problems = validateSendingQueue(config.sending_queue);
  const own = debugProblem(config);
  return own === undefined ? problems : [{ path: [], at: [own[0]], message: own[1] }, ...problems];
}

function debugProblem({ output_paths, use_internal_logger, verbosity: level }: DebugExporterConfig): readonly [key: string, message: string] | undefined {
  if (level === 'none' || level === 'unknown') return ['verbosity', `verbosity level "${level === 'none' ? 'None' : ''}" is not supported`];
  if (use_internal_logger && output_paths !== undefined) return ['output_paths', 'output_paths is not supported when use_internal_logger is true'];
  if (!use_internal_logger && output_paths?.length === 0) return ['output_paths', 'output_paths must not be empty when use_internal_logger is false'];
  return undefined;
}
