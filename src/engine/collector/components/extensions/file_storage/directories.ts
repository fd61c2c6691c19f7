import { errorMessage } from '#common/base/errors.ts';
import type { Files } from '../../../component/host.ts';

/** What is wrong with a directory, in the words of upstream's Validate; undefined when nothing is. */
export async function directoryProblem(files: Pick<Files, 'list'>, directory: string, missing: { readonly allowed: boolean; readonly hint: string }): Promise<string | undefined> {
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
