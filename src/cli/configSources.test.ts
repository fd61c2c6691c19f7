import { describe, expect, it } from 'vitest';
import { configSources } from './configSources.ts';

const readers = {
  readFile: async (path: string) => {
    if (path !== 'a.yaml') throw new Error(`open ${path}: no such file or directory`);
    return new TextEncoder().encode('text of a');
  },
  environment: new Map([['CONFIG', 'text of env']]),
};
const read = (config: readonly string[], set: readonly string[] = []) => configSources({ config, set }, readers);

describe('configSources', () => {
  it('reads paths and URIs in order, then --set', async () => {
    expect(await read(['a.yaml', 'file:a.yaml', 'env:CONFIG', 'env:NOPE:-a: 1', 'yaml:x: 1'], ['processors.batch/two.timeout = 2s', 'a=[1, 2]'])).toEqual([
      { name: 'a.yaml', text: 'text of a' }, { name: 'a.yaml', text: 'text of a' }, { name: 'env:CONFIG', text: 'text of env' }, { name: 'env:NOPE:-a: 1', text: 'a: 1' }, { name: 'yaml', text: 'x: 1' },
      { name: '--set', text: 'processors::batch/two::timeout: 2s' }, { name: '--set', text: 'a: [1, 2]' },
    ]);
  });

  it('takes one letter and a colon for a drive', async () => {
    await expect(read(['C:a.yaml'])).rejects.toThrow('unable to read the file file:C:a.yaml: open C:a.yaml: no such file or directory');
  });

  it('fails with the real text', async () => {
    await expect(read([])).rejects.toMatchObject({ message: 'at least one config flag must be provided', exitCode: 1 });
    await expect(read(['a.yaml'], ['nothing'])).rejects.toMatchObject({ message: 'invalid argument "nothing" for "--set" flag: missing equal sign', exitCode: 2 });
    await expect(read(['http://x/y'])).rejects.toMatchObject({ message: 'unsupported scheme on URI "http://x/y"', exitCode: 1 });
    await expect(read(['b.yaml'])).rejects.toMatchObject({
      message: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: unable to read the file file:b.yaml: open b.yaml: no such file or directory',
      exitCode: 1,
    });
  });
});
