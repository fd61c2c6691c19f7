import { errorMessage } from '#common/base/errors.ts';
import type { Problem } from '../../../component/factory.ts';
import type { Files } from '../../../component/host.ts';
import type { FileStorageConfig } from './config.ts';

/** How the releases differ. */
export interface FileStorageRules {
  /** Follows the complaint about a missing directory. */
  readonly hint: string;
  /** The compaction directory is looked at for on_rebound too. */
  readonly onRebound: boolean;
  /** Unsafe characters of a name are escaped in the file's. */
  readonly sanitizes: boolean;
}

/** The directories that must be there. */
export function directoriesOf({ compaction, directory }: FileStorageConfig, { onRebound }: FileStorageRules): readonly string[] {
  return compaction.on_start || (onRebound && compaction.on_rebound) ? [directory, compaction.directory] : [directory];
}

/** The first directory that is not as it must be, in the words of upstream's Validate. */
export async function directoryProblems(config: FileStorageConfig, files: Pick<Files, 'list'>, rules: FileStorageRules): Promise<readonly Problem[]> {
  for (const [index, directory] of directoriesOf(config, rules).entries()) {
    const message = await problemOf(files, directory, { allowed: config.create_directory, hint: rules.hint });
    if (message !== undefined) return [{ path: [], at: index === 0 ? ['directory'] : ['compaction', 'directory'], message }];
  }
  return [];
}

async function problemOf(files: Pick<Files, 'list'>, directory: string, missing: { readonly allowed: boolean; readonly hint: string }): Promise<string | undefined> {
  try {
    await files.list(directory);
    return undefined;
  } catch (error) {
    const message = errorMessage(error);
    const stat = `stat ${directory}: ${message.slice(message.lastIndexOf(': ') + 2)}`;
    if (message.endsWith('no such file or directory')) return missing.allowed ? undefined : `directory must exist: ${stat}${missing.hint}`;
    return message.endsWith('not a directory') ? `${directory} is not a directory` : `problem accessing configured directory: ${directory}, err: ${stat}`;
  }
}
