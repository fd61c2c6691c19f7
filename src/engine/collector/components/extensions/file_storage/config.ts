import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { bool, duration, int, section, string } from '../../../component/fields.ts';

const defaultDirectory = '/var/lib/otelcol/file_storage';

const compactionText = 'When files give back the room of what was deleted.';
const compactionShape = () => ({
  on_start: bool(false).describe('true compacts a store when it is opened.'),
  on_rebound: bool(false).describe('true compacts a store while it is used, after much of it was deleted.'),
  directory: string(defaultDirectory).describe('Where temporary files are written while compacting.'),
  rebound_needed_threshold_mib: int(100, 'int64').describe('A store is only compacted on rebound when its file is at least this large.'),
  rebound_trigger_threshold_mib: int(10, 'int64').describe('A store is compacted on rebound when at most this much of its file is still used.'),
  max_transaction_size: int(65_536, 'int64').describe('Most items copied in one step. Has no effect here: a store is rewritten in one step.'),
  check_interval: duration('5s').describe('How often on_rebound looks.'),
});

/** The fields that every release has. */
const baseShape = () => ({
  directory: string(defaultDirectory).describe('Where the stores are kept, one file per component. Must exist.'),
  timeout: duration('1s').describe('How long to wait for the lock of a file. Has no effect here: files are not locked.'),
});

/** filestorage.Config v0.159. */
export const FileStorageConfig = section({
  ...baseShape(),
  compaction: section({
    ...compactionShape(),
    cleanup_on_start: bool(false).describe('true removes what a killed process left in the compaction directory.'),
  }, { goType: 'filestorage.CompactionConfig' }).describe(compactionText),
  fsync: bool(false).describe('true makes sure that each change is on the disk, which survives a power cut and costs time.'),
  create_directory: bool(false).describe('true makes the directories.'),
  directory_permissions: string('0750').describe('Unix permissions of directories that are made, octal.'),
  recreate: bool(false).describe('true sets a damaged store aside and begins a new one.'),
}, { goType: 'filestorage.Config' });
export type FileStorageConfig = z.output<typeof FileStorageConfig>;

/** filestorage.Config v0.84. */
export const FileStorageConfig2023 = section({
  ...baseShape(), compaction: section(compactionShape(), { goType: 'filestorage.CompactionConfig' }).describe(compactionText),
}, { goType: 'filestorage.Config' }).transform((written): FileStorageConfig => ({
  ...written, compaction: { ...written.compaction, cleanup_on_start: false }, fsync: false, create_directory: false, directory_permissions: '0750', recreate: false,
}));

/** What Validate finds without looking at the disk. */
export function validateFileStorage({ compaction, create_directory, directory_permissions }: FileStorageConfig): Problem[] {
  const problem = (at: readonly string[], message: string): Problem[] => [{ path: [], at, message }];
  if (compaction.max_transaction_size < 0) return problem(['compaction', 'max_transaction_size'], 'max transaction size for compaction cannot be less than 0');
  if (compaction.on_rebound && compaction.check_interval <= 0) return problem(['compaction', 'check_interval'], 'compaction check interval must be positive when rebound compaction is set');
  if (!create_directory) return [];
  if (!/^[+-]?[0-7]+$/.test(directory_permissions)) return problem(['directory_permissions'], 'directory_permissions value must be a valid octal representation');
  const permissions = Number.parseInt(directory_permissions, 8);
  return permissions < 0 || permissions > 0o777 ? problem(['directory_permissions'], 'directory_permissions contain invalid bits for file access') : [];
}
