import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const secretBytes = 16;

/**
 * Who may use the server: whoever was given the printed address. Its token buys a cookie, which no script can read and no other site's request
 * carries; the cookie is another secret, so that an address left in a browser's history tells nothing of it.
 * The token stays good while the server runs: the learner may open a second browser.
 */
export class Session {
  readonly token = randomBytes(secretBytes).toString('hex');
  readonly #secret = randomBytes(secretBytes).toString('hex');
  /** Cookies know no ports: two servers on one machine must not overwrite each other's. */
  readonly #cookieName: string;

  constructor(port: number) {
    this.#cookieName = `traceground-${String(port)}`;
  }

  get cookie(): string {
    return `${this.#cookieName}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`;
  }

  hasToken(url: URL): boolean {
    return equal(url.searchParams.get('token'), this.token);
  }

  hasCookie(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const mine = cookies.find((cookie) => cookie.startsWith(`${this.#cookieName}=`));
    return equal(mine?.slice(this.#cookieName.length + 1) ?? null, this.#secret);
  }
}

/** Takes as long for a near miss as for a far one. */
function equal(given: string | null, expected: string): boolean {
  if (given === null) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * A page elsewhere whose name was made to point at 127.0.0.1 (DNS rebinding) sends its own name as Host. Only ours pass.
 * A request that names an Origin must name ours: other programs' pages on this machine are other origins of the same site.
 */
export function isOwn(request: IncomingMessage, port: number): boolean {
  const { host, origin } = request.headers;
  const own = [`127.0.0.1:${String(port)}`, `localhost:${String(port)}`];
  return host !== undefined && own.includes(host) && (origin === undefined || origin === `http://${host}`);
}
