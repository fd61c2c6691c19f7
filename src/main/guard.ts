import { app, session, shell, type WebContents } from 'electron';
import { isOwnPage } from './pageProtocol.ts';

/** The only places a link may lead to, in the user's own browser. */
const linkHosts = ['opentelemetry.io', 'www.opentelemetry.io'];
/** "Copy" buttons write text; nothing else of the machine is for the page. */
const granted: readonly string[] = ['clipboard-sanitized-write'];

/** Holds every page, also ones that a bug might open, to the product's own page and to no permissions. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => guard(contents));
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((contents, permission, answer) => answer(granted.includes(permission) && isOwnPage(contents.getURL())));
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => granted.includes(permission) && isOwnPage(origin.replace(/\/$/, '')));
  defaultSession.setDevicePermissionHandler(() => false);
}

function guard(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url).catch((error: unknown) => console.error('cannot open the browser', error));
    return { action: 'deny' };
  });
}

/** https, one of our hosts, default port, no user name: what is shown is where it leads. */
function mayOpenOutside(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  return protocol === 'https:' && linkHosts.includes(hostname) && port === '' && username === '' && password === '';
}
