import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { files } from './files.ts';
import { FileStore } from './store.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'traceground-'));
});
afterEach(() => rm(directory, { recursive: true }));
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
const failure = (work: Promise<unknown>): Promise<string> => work.then(() => 'no failure', (error: Error) => error.message);

describe('files', () => {
  it('writes in order, counts, appends and truncates', async () => {
    const path = join(directory, 'sub', 'out.json');
    const first = await files.openOutput(path, { append: false, createDirectory: true });
    await Promise.all(['a', 'b', 'c', 'd'].map((part) => first.write(bytes(part.repeat(3)))));
    await first.flush();
    await first.close();
    const second = await files.openOutput(path, { append: true, createDirectory: false });
    await second.write(bytes('!'));

    expect(second.size).toBe(13);
    await second.close();
    expect(new TextDecoder().decode(await files.read(path))).toBe('aaabbbcccddd!');
    await (await files.openOutput(path, { append: false, createDirectory: false })).close();
    expect((await stat(path)).size).toBe(0);
    await files.rename(path, join(directory, 'moved'));
    expect(await files.list(directory)).toEqual(['moved', 'sub']);
    await files.remove(join(directory, 'moved'));
    expect(await files.list(directory)).toEqual(['sub']);
  });

  it('makes directories and private files when told to', async () => {
    const made = join(directory, 'a', 'b');
    await files.makeDirectory(made, 0o750);
    await files.makeDirectory(made, 0o700);
    await (await files.openOutput(join(made, 'secret'), { append: true, createDirectory: false, permissions: 0o600 })).close();

    expect([(await stat(made)).mode & 0o777, (await stat(join(made, 'secret'))).mode & 0o777]).toEqual([0o750, 0o600]);
    expect(await failure(files.list(join(made, 'secret')))).toMatch(/not a directory$/);
  });

  it("fails in Go's words", async () => {
    const missing = join(directory, 'no', 'file');
    await writeFile(join(directory, 'file'), '');

    expect(await failure(files.read(missing))).toBe(`open ${missing}: no such file or directory`);
    expect(await failure(files.read(directory))).toBe(`read ${directory}: is a directory`);
    expect(await failure(files.openOutput(missing, { append: false, createDirectory: false }))).toBe(`open ${missing}: no such file or directory`);
    expect(await failure(files.openOutput(directory, { append: false, createDirectory: false }))).toBe(`open ${directory}: is a directory`);
    expect(await failure(files.openOutput(join(directory, 'file', 'x'), { append: true, createDirectory: true }))).toMatch(/^mkdir .*\/file: (file exists|not a directory)$/);
    expect(await failure(files.rename(missing, directory))).toBe(`rename ${missing} ${directory}: no such file or directory`);
    expect(await failure(files.remove(missing))).toBe(`remove ${missing}: no such file or directory`);
    expect(await failure(files.list(missing))).toBe(`open ${missing}: no such file or directory`);
  });
});

describe('FileStore', () => {
  it('keeps documents in a private directory, the last write winning', async () => {
    const store = new FileStore(join(directory, 'private'));

    expect(await store.read('progress.json')).toBeNull();
    await Promise.all(['one', 'two', 'three'].map((text) => store.write('progress.json', text.repeat(10_000))));

    expect(await store.read('progress.json')).toBe('three'.repeat(10_000));
    expect((await stat(join(directory, 'private'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, 'private', 'progress.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(directory, 'private'))).toEqual(['progress.json']);
  });

  it('never shows half a document', async () => {
    const store = new FileStore(directory);
    await store.write('draft', 'a'.repeat(500_000));
    const seen = new Set<string>();
    const writing = Promise.all(Array.from({ length: 10 }, (_, index) => store.write('draft', String(index).repeat(500_000))));

    for (let i = 0; i < 50; i += 1) seen.add(await readFile(join(directory, 'draft'), 'utf8'));
    await writing;

    for (const text of seen) expect(text).toBe(text.charAt(0).repeat(500_000));
  });

  it.each(['../x', '.hidden', 'a/b', '', 'x'.repeat(101), 'a\0b'])('refuses the name %j', async (name) => {
    const store = new FileStore(directory);

    await expect(store.write(name, 'x')).rejects.toThrow('not a document name');
    await expect(store.read(name)).rejects.toThrow('not a document name');
  });

  it('leaves the old document and no scraps when a write fails', async () => {
    await writeFile(join(directory, 'taken'), '');
    const store = new FileStore(join(directory, 'taken'));

    await expect(store.write('draft', 'x')).rejects.toThrow();
    expect(await readdir(directory)).toEqual(['taken']);
  });
});
