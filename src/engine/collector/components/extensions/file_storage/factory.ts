import type * as z from 'zod';
import { defineExtension } from '../../../component/factory.ts';
import { FileStorageConfig, FileStorageConfig2023, validateFileStorage } from './config.ts';
import { directoryProblems, type FileStorageRules } from './directories.ts';
import { FileStorage } from './fileStorage.ts';

function define(config: z.ZodType<FileStorageConfig>, rules: FileStorageRules) {
  return defineExtension<FileStorageConfig>({
    type: 'file_storage',
    summary: 'Keeps what other components store, such as an exporter\'s queue, in files.',
    stability: 'beta',
    config,
    validate: validateFileStorage,
    validateFiles: (written, files) => directoryProblems(written, files, rules),
    create: (set, written) => new FileStorage(set, written, rules),
  });
}

/** Contrib filestorage v0.159. */
export const fileStorageExtension = define(FileStorageConfig, {
  hint: '. You can enable the create_directory option to automatically create it', onRebound: true, sanitizes: true,
});

/** Contrib filestorage v0.84. */
export const fileStorageExtension2023 = define(FileStorageConfig2023, { hint: '', onRebound: false, sanitizes: false });
