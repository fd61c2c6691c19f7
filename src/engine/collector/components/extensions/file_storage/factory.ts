import { defineExtension } from '../../../component/factory.ts';
import { FileStorageConfig, FileStorageConfig2023, validateFileStorage } from './config.ts';
import { FileStorage } from './fileStorage.ts';

const common = {
  type: 'file_storage',
  summary: 'Keeps what other components store, such as an exporter\'s queue, in files.',
  stability: 'beta',
  validate: validateFileStorage,
} as const;

/** Contrib filestorage v0.159. */
export const fileStorageExtension = defineExtension<FileStorageConfig>({
  ...common, config: FileStorageConfig,
  create: (set, config) => new FileStorage(set, config, { hint: '. You can enable the create_directory option to automatically create it', onRebound: true, sanitizes: true }),
});

/** Contrib filestorage v0.84. */
export const fileStorageExtension2023 = defineExtension<FileStorageConfig>({
  ...common, config: FileStorageConfig2023,
  create: (set, config) => new FileStorage(set, config, { hint: '', onRebound: false, sanitizes: false }),
});
