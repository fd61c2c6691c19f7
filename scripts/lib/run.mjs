import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { root } from './root.mjs';

/**
 * Runs a Node program of the checkout and waits for its end.
 * @param {readonly string[]} args file, relative to the checkout, and its arguments
 * @param {{ stdio?: import('node:child_process').StdioOptions, env?: Readonly<Record<string, string>> }} [options]
 * @returns {Promise<{ code: number, output: string }>} `output` is what was piped
 */
export function runNode([file, ...args], { stdio = 'inherit', env = {} } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [resolve(root, file), ...args], { cwd: root, stdio, env: { ...process.env, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', fail);
    child.once('close', (code, signal) => done({ code: code ?? (signal === null ? 0 : 1), output }));
  });
}

/** @param {number} start of performance.now() */
export const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
