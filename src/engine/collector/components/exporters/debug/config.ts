import * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { bool, int, section, string } from '../../../component/fields.ts';
import { optionalSendingQueue, validateSendingQueue } from '../../../helpers/sendingQueueConfig.ts';
import { unsupportedVerbosity, verbosity } from '../kit/text/verbosity.ts';

export const DebugExporterConfig = section({
  verbosity: verbosity('basic').describe('basic: one line per batch; normal: and one per item; detailed: every field.'),
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
  const unsupported = unsupportedVerbosity(level);
  if (unsupported !== undefined) return ['verbosity', unsupported];
  if (use_internal_logger && output_paths !== undefined) return ['output_paths', 'output_paths is not supported when use_internal_logger is true'];
  if (!use_internal_logger && output_paths?.length === 0) return ['output_paths', 'output_paths must not be empty when use_internal_logger is false'];
  return undefined;
}
