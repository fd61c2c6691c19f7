import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const packageDirectory = join(root, 'node_modules', 'electron');
/** Downloads the binary when run; the package itself comes without it. */
export const electronInstaller = join(packageDirectory, 'install.js');
const usualPlace = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/**
 * Where Electron's binary is, or null. Looks at files only: to require or run the package starts a download, which may hang.
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function electronBinary(environment = process.env) {
  const pathFile = join(packageDirectory, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : usualPlace[process.platform] ?? 'electron';
  const binary = join(environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageDirectory, 'dist'), name);
  return existsSync(binary) ? binary : null;
}

/**
 * Why a desktop window cannot be shown here, whatever is installed; null when it can.
 * @param {{ platform: string, environment: Readonly<Record<string, string | undefined>>, userId: number | undefined }} machine
 */
export function whyNoWindow({ platform, environment, userId }) {
  if (platform !== 'linux') return null;
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'there is no display';
  // As root, Chromium runs only without its sandbox: not worth it.
  if (userId === 0) return 'this is the root user';
  return null;
}
