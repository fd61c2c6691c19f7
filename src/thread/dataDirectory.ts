import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the learner's progress and drafts are kept: one private directory per user, as the system's custom is.
 * `TRACEGROUND_DATA` overrides it. Nothing is made here.
 */
export function dataDirectory(environment: Readonly<Record<string, string | undefined>> = process.env, platform: NodeJS.Platform = process.platform): string {
  const given = environment['TRACEGROUND_DATA'];
  if (given !== undefined && given !== '') return given;
  const home = homedir();
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Traceground');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Traceground');
  const xdg = environment['XDG_DATA_HOME'];
  return join(xdg !== undefined && xdg.startsWith('/') ? xdg : join(home, '.local', 'share'), 'traceground');
}
