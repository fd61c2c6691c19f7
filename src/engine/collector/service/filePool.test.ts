import { expect, it } from 'vitest';
import type { OutputFile } from '../component/host.ts';
import { MemoryFiles } from '../testing/memoryFiles.ts';
import { FilePool } from './filePool.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const emptied = { append: false, createDirectory: false };

async function setUp() {
  const files = new MemoryFiles();
  const pool = new FilePool(files);
  const open = (generation: number, options = emptied): Promise<OutputFile> => pool.filesFor(() => generation).openOutput('/out', options);
  return { files, pool, open, old: await open(1) };
}
/** Whether it has happened once everything that can happen by itself has. */
async function done(work: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void work.then(() => { settled = true; }, () => { settled = true; });
  await new Promise((resolve) => { setImmediate(resolve); });
  return settled;
}

it('empties a file only after the earlier holder has closed it, and keeps the order of what waits', async () => {
  const { files, old, open } = await setUp();
  await old.write(bytes('one'));
  const next = await open(2);

  const writes = [next.write(bytes('a')), next.write(bytes('b'))];
  expect(await done(Promise.all(writes))).toBe(false);
  await old.write(bytes('two'));
  expect(files.text('/out')).toBe('onetwo');
  await old.close();
  await Promise.all(writes);

  expect(files.text('/out')).toBe('ab');
});

it('goes on after what the earlier holder wrote last when it appends', async () => {
  const { files, old, open } = await setUp();
  const next = await open(2, { append: true, createDirectory: false });

  const written = next.write(bytes('new'));
  await old.write(bytes('old'));
  await old.close();
  await written;

  expect([files.text('/out'), next.size]).toEqual(['oldnew', 6]);
});

it('refuses what waits when its graph did not start, and leaves the file to the earlier holder', async () => {
  const { files, old, open, pool } = await setUp();
  const next = await open(2);
  const written = next.write(bytes('x'));

  pool.rollback(2);
  await expect(written).rejects.toThrow('open /out: the configuration that wanted it did not start');
  await next.close();
  await old.write(bytes('still here'));
  const third = await open(3);
  const late = third.write(bytes('third'));
  await old.close();
  await late;

  expect(files.text('/out')).toBe('third');
});

it('waits no longer for a holder that was taken into the new graph', async () => {
  const { open, pool } = await setUp();
  const other = await open(2);
  const written = other.write(bytes('x'));
  expect(await done(written)).toBe(false);

  pool.settle(2);

  expect(await done(written)).toBe(true);
});

it('lets two holders of one graph write at once, as upstream does, and fails at open when the file cannot be', async () => {
  const { open, pool } = await setUp();
  const beside = await open(1);

  expect(await done(beside.write(bytes('x')))).toBe(true);
  await expect(new FilePool({ ...pool.filesFor(() => 1), openOutput: async () => { throw new Error('open /out: permission denied'); } }).filesFor(() => 2).openOutput('/out', emptied))
    .rejects.toThrow('open /out: permission denied');
});
