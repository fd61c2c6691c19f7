import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/** The program that opens an address in the user's browser, or null where no browser can show itself. */
function browserCommand(url: string, platform: NodeJS.Platform, environment: Environment): readonly [command: string, ...args: string[]] | null {
  if (platform === 'darwin') return ['open', url];
  // The empty argument is the title that `start` would otherwise take from a quoted address.
  if (platform === 'win32') return ['cmd', '/c', 'start', '', url.replaceAll('&', '^&')];
  const hasDisplay = ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (environment[name] ?? '') !== '');
  return hasDisplay ? ['xdg-open', url] : null;
}

/** Opens the user's browser if there is one. Failing to is no error: the address is printed. */
export function openBrowser(url: string): void {
  const command = browserCommand(url, process.platform, process.env);
  if (command === null) return;
  const [program, ...args] = command;
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => console.error(`No browser could be opened (${program} is missing): open the address yourself.`));
  child.unref();
}
