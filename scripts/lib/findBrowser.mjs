// A Chromium for the end-to-end suite. As a program it prints the path: `node scripts/lib/findBrowser.mjs`.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { withLock } from './lock.mjs';
import { cacheDirectory } from './root.mjs';

const run = promisify(execFile);
const remembered = join(cacheDirectory, 'browser');
const programs = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];
const places = {
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => join(process.env[name] ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe')),
};
/** Runs without installation and root; for machines that have neither a browser nor apt. */
const packaged = '@sparticuz/chromium';
const packagedVersion = '143.0.4';

/** Path of a browser that starts, found or installed; null, with the reason on stderr, when there is none to be had. */
export async function findBrowser() {
  const known = [process.env.TRACEGROUND_BROWSER, existsSync(remembered) ? readFileSync(remembered, 'utf8') : undefined];
  for (const path of known) if (path !== undefined && existsSync(path)) return path;
  return withLock(join(cacheDirectory, 'browser.lock'), () => undefined, async () => {
    for (const source of [playwrights, systems, debians, npms]) {
      for (const path of await source()) {
        if (!(await works(path))) continue;
        mkdirSync(cacheDirectory, { recursive: true });
        writeFileSync(remembered, path);
        return path;
      }
    }
    process.stderr.write('No Chromium found, and none could be installed: set TRACEGROUND_BROWSER to one.\n');
    return null;
  });
}

const playwrights = async () => [chromium.executablePath()];

async function systems() {
  const directories = (process.env.PATH ?? '').split(delimiter);
  return [...programs.flatMap((name) => directories.map((directory) => join(directory, name))), ...(places[process.platform] ?? [])];
}

async function debians() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return [];
  process.stderr.write('installing a test browser (apt-get install chromium) …\n');
  const options = { timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 64 * 1024 * 1024 };
  await attempt('apt-get update', () => run('apt-get', ['update', '-q'], options));
  await attempt('apt-get install', () => run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options));
  return ['/usr/bin/chromium'];
}

async function npms() {
  if (process.platform !== 'linux') return [];
  process.stderr.write(`installing a test browser (npm package ${packaged}) …\n`);
  const directory = join(cacheDirectory, 'chromium');
  mkdirSync(directory, { recursive: true });
  const path = await attempt(packaged, async () => {
    await run('npm', ['install', '--no-save', '--prefix', directory, `${packaged}@${packagedVersion}`], { timeout: 300_000, cwd: directory });
    const entry = createRequire(join(directory, 'index.js')).resolve(packaged);
    const { default: packagedChromium } = await import(pathToFileURL(entry).href);
    return packagedChromium.executablePath();
  });
  return path === null ? [] : [path];
}

/** Some systems' "chromium" is a script that only asks for another package. */
async function works(path) {
  if (!existsSync(path)) return false;
  try {
    // Chrome for Windows shows a window for --version.
    return process.platform === 'win32' || /chrom|edge/i.test((await run(path, ['--version'], { timeout: 20_000 })).stdout);
  } catch (_notRunning) {
    return false;
  }
}

/** A source that fails is followed by the next. */
async function attempt(what, work) {
  try {
    return await work();
  } catch (error) {
    process.stderr.write(`${what} failed: ${String(error.message).split('\n')[0]}\n`);
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const browser = await findBrowser();
  if (browser === null) process.exitCode = 1;
  else console.log(browser);
}
