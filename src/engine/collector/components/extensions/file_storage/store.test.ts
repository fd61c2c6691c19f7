import { expect, it, describe } from 'vitest';
import type { OutputFile } from '../../../component/host.ts';
import { MemoryFiles } from '../../../testing/memoryFiles.ts';
import { encodeRecord, header, readStore } from './record.ts';
import { Store } from './store.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined): string | undefined => (value === undefined ? undefined : new TextDecoder().decode(value));
const open = (files: MemoryFiles, more: object = {}) => Store.open({ files, path: '/s/a', temporary: '/s/tempdb-a', fsync: false, ...more });

describe('a store', () => {
  it('gives back what was set, over closing and opening', async () => {
    const files = new MemoryFiles();
    const first = await open(files);
    await first.set('a', bytes('1'));
    await first.batch([{ key: 'b', value: bytes('2') }, { key: 'a', value: null }, { key: 'ключ', value: bytes('') }]);
    await first.close();

    const second = await open(files);

    expect([await second.get('a'), text(await second.get('b')), text(await second.get('ключ'))]).toEqual([undefined, '2', '']);
    await expect(first.get('b')).rejects.toThrow('storage is closed');
  });

  it('has each batch whole or not at all, wherever the file is cut', async () => {
    const files = new MemoryFiles();
    const store = await open(files);
    await store.set('n', bytes('0'));
    await store.batch([{ key: 'n', value: bytes('1') }, { key: 'item', value: bytes('one') }]);
    await store.close();
    const whole = await files.read('/s/a');

    for (let length = 0; length <= whole.length; length += 1) {
      const torn = new MemoryFiles();
      torn.put('/s/a', whole.slice(0, length));
      const reopened = await open(torn);
      const state = [text(await reopened.get('n')), text(await reopened.get('item'))];
      expect([[undefined, undefined], ['0', undefined], ['1', 'one']]).toContainEqual(state);
      await reopened.set('n', bytes('2'));
      await reopened.close();
      expect(text(await (await open(torn)).get('n'))).toBe('2');
    }
  });

  it('drops a record whose bytes have changed, and what follows', () => {
    const damaged = new Uint8Array([...header, ...encodeRecord([{ key: 'a', value: bytes('1') }]), ...encodeRecord([{ key: 'b', value: bytes('2') }])]);
    damaged[damaged.length - 1] = 0;

    const { damage, entries } = readStore(damaged);

    expect([damage, [...entries.keys()]]).toEqual(['torn', ['a']]);
  });

  it('refuses a file of something else, or sets it aside', async () => {
    const files = new MemoryFiles();
    files.put('/s/a', bytes('a bbolt database, or a letter'));

    await expect(open(files)).rejects.toThrow('/s/a is not a store of this program');
    const store = await open(files, { setAside: (path: string) => files.rename(path, `${path}.backup`) });
    await store.set('k', bytes('v'));

    expect([files.text('/s/a.backup'), text(await store.get('k'))]).toEqual(['a bbolt database, or a letter', 'v']);
  });

  it('does not grow with what was deleted', async () => {
    const files = new MemoryFiles();
    const store = await open(files);
    for (let index = 0; index < 40; index += 1) {
      await store.set('item', new Uint8Array(100_000));
      await store.delete('item');
    }
    await store.set('kept', bytes('x'));
    expect(store.fileBytes).toBeLessThan(1_200_000);

    await store.compact();
    await store.close();

    expect([(await files.read('/s/a')).length, text(await (await open(files)).get('kept')), await files.list('/s')]).toEqual([expect.any(Number), 'x', ['a']]);
    expect((await files.read('/s/a')).length).toBeLessThan(100);
  });

  it('recovers from a write that failed in its middle', async () => {
    const files = new FailingFiles();
    const store = await open(files);
    await store.set('a', bytes('1'));
    files.failAfter = 5;
    await expect(store.set('b', bytes('2'))).rejects.toThrow('no space left on device');
    expect(await store.get('b')).toBeUndefined();

    await store.set('c', bytes('3'));
    await store.close();

    const reopened = await open(files);
    expect([text(await reopened.get('a')), await reopened.get('b'), text(await reopened.get('c'))]).toEqual(['1', undefined, '3']);
  });
});

/** A disk that is full after so many bytes, once. */
class FailingFiles extends MemoryFiles {
  failAfter: number | undefined;

  override async openOutput(path: string, options: { readonly append: boolean }): Promise<OutputFile> {
    const file = await super.openOutput(path, options);
    const write = async (data: Uint8Array): Promise<void> => {
      const limit = this.failAfter;
      this.failAfter = undefined;
      await file.write(limit === undefined ? data : data.slice(0, limit));
      if (limit !== undefined) throw new Error(`write ${path}: no space left on device`);
    };
    return { write, get size() { return file.size; }, flush: () => file.flush(), close: () => file.close() };
  }
}
