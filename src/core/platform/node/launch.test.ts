import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceProcess } from '../platform.ts';
import { createNodePlatform } from './createNodePlatform.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'traceground-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function run(source: string, act: (service: ServiceProcess) => void = () => undefined): Promise<{ readonly printed: string[]; readonly messages: unknown[]; readonly code: number; readonly error: string | null }> {
  await writeFile(join(directory, 'sample.cjs'), source);
  const platform = createNodePlatform({ servicesDirectory: directory, storeDirectory: directory });
  const service = platform.launch({ program: 'sample', environment: { GREETING: 'hello' } });
  const printed: string[] = [];
  const messages: unknown[] = [];
  service.printed((line) => printed.push(line));
  service.messaged((message) => messages.push(message));
  const exit = new Promise<{ readonly code: number; readonly error: string | null }>((resolve) => service.exited(resolve));
  act(service);
  return { printed, messages, ...(await exit) };
}

describe('launch', () => {
  it('gives a program its own environment and nothing else, and splits what it prints into lines', async () => {
    const result = await run(`
      process.stdout.write('one\\ntw'); process.stdout.write('o\\n'); process.stderr.write('oops\\n');
      process.stdout.write(JSON.stringify(process.env));`);

    expect(result).toMatchObject({ code: 0, error: null });
    expect([...result.printed].sort()).toEqual(['one', 'oops', 'two', '{"GREETING":"hello"}'].sort());
  });

  it('carries messages both ways, and every line printed before the exit', async () => {
    const result = await run(`
      const { parentPort } = require('node:worker_threads');
      parentPort.on('message', (message) => { parentPort.postMessage({ got: message }); for (let i = 0; i < 1000; i += 1) console.log(i); process.exit(3); });`, (service) => service.post({ type: 'x' }));

    expect(result).toMatchObject({ code: 3, error: null, messages: [{ got: { type: 'x' } }] });
    expect(result.printed.length).toBe(1_000);
  });

  it('reports the text of a crash', async () => {
    expect(await run("setImmediate(() => { throw new TypeError('the vet is out'); });")).toMatchObject({ code: 1, error: 'the vet is out' });
  });

  it('ends a program that never ends', async () => {
    const source = "require('node:worker_threads').parentPort.postMessage('busy'); for (;;);";

    expect(await run(source, (service) => service.messaged(() => void service.terminate()))).toMatchObject({ code: 1, error: null, messages: ['busy'] });
  });

  it('reports a program that was not built, and refuses a name that is a path', async () => {
    const platform = createNodePlatform({ servicesDirectory: directory, storeDirectory: directory });

    const exit = await new Promise<{ readonly error: string | null }>((resolve) => platform.launch({ program: 'missing', environment: {} }).exited(resolve));

    expect(exit.error).toContain('missing.cjs: build the services first');
    expect(() => platform.launch({ program: '../x', environment: {} })).toThrow('not a program name');
  });
});

describe('memory', () => {
  it('counts the buffers this thread holds', () => {
    const { memory } = createNodePlatform({ servicesDirectory: directory, storeDirectory: directory });
    const before = memory.used();
    const held = new Uint8Array(50_000_000).fill(1);

    expect(memory.used() - before).toBeGreaterThan(40_000_000 * Math.sign(held.length));
    expect(memory.total()).toBeGreaterThan(100_000_000);
  });
});
