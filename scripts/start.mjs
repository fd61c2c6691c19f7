// npm start: the desktop app, or where Electron cannot run the browser shell.
// --browser, --no-open and --port N choose the browser shell; the latter two are passed on to it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { pathToFileURL } from 'node:url';
import { build, BuildError } from './build.mjs';
import { electronBinary, electronInstaller, whyNoWindow } from './lib/electron.mjs';
import { root } from './lib/root.mjs';

/** An Electron that ends with an error this soon cannot run here. Milliseconds. */
const earlyExit = 10_000;
/** How long the learner may take to answer, and a download to finish. Milliseconds. */
const answerTime = 30_000;
const downloadTime = 300_000;
const browserOptions = ['--browser', '--no-open', '--port'];

const args = process.argv.slice(2);
try {
  await start();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function start() {
  if (args.some((arg) => browserOptions.includes(arg.split('=')[0]))) return browserShell();
  const reason = whyNoWindow({ platform: process.platform, environment: process.env, userId: process.getuid?.() }) ?? (await whyNoBinary());
  if (reason !== null) return fallBack(reason);
  await build();
  const failure = await desktopShell(electronBinary());
  if (failure !== null) await fallBack(failure);
}

async function fallBack(reason) {
  console.error(`Traceground opens in your browser instead of a window of its own, because ${reason}.`);
  await browserShell();
}

async function browserShell() {
  await build(['services', 'node', 'renderer']);
  process.argv = [process.argv[0], process.argv[1], ...args.filter((arg) => arg !== '--browser')];
  await import(pathToFileURL(join(root, 'out', 'node', 'server.js')).href);
}

/** Runs until the app is closed. Null, or why it could not run. */
function desktopShell(binary) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(binary, [root, ...args], { stdio: 'inherit' });
    let stopping = false;
    const stop = (signal) => {
      stopping = true;
      child.kill(signal);
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    child.once('error', (error) => resolve(`Electron cannot run here (${error.message})`));
    child.once('exit', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      if (code !== 0 && !stopping && performance.now() - started < earlyExit) {
        resolve('Electron cannot run here');
        return;
      }
      process.exitCode = stopping ? 0 : (code ?? 1);
      resolve(null);
    });
  });
}

/** Null when there is a binary, also one the learner has just let us get. */
async function whyNoBinary() {
  if (electronBinary() !== null) return null;
  if (process.stdin.isTTY && process.stderr.isTTY && !process.env.CI && (await wantsDownload())) {
    await download();
    if (electronBinary() !== null) return null;
    return "Electron's program could not be downloaded";
  }
  return "Electron's program is not installed (`npx install-electron` gets it)";
}

async function wantsDownload() {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question('The desktop app needs Electron (about 120 MB, once). Download it now? [y/N] ', { signal: AbortSignal.timeout(answerTime) });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
    process.stderr.write('\n');
    return false;
  } finally {
    prompt.close();
  }
}

function download() {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [electronInstaller], { stdio: ['ignore', 2, 2], timeout: downloadTime });
    child.once('error', resolve);
    child.once('exit', resolve);
  });
}
