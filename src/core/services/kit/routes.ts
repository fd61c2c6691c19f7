import { isIP } from 'node:net';
import { constants } from 'node:os';

/** Where a dial leads: on to a real address, or to the error that DNS or the machine behind the name would answer. */
export type Way = { readonly shown: string; readonly real: { readonly host: string; readonly port: number } } | { readonly shown: string; readonly error: Error };

/** libuv's number for EAI_NONAME, which Node calls ENOTFOUND. */
const unknownName = -3008;
/** Addresses of this network stand for the lab's names where a library resolves them itself. RFC 2544 keeps it for tests: nobody lives there. */
const ownNetwork = '198.18.';

/** The lab's names as one program knows them: hosts, the ports somebody listens on, and where those really are. */
export class Routes {
  #real: ReadonlyMap<string, string> = new Map();
  #hosts: ReadonlySet<string> = new Set();
  /** Names by the address they were given, once and for all: whoever resolved one may keep it as long as it likes. */
  readonly #names = new Map<string, string>();

  /** Replaces all routes: `vets:3003` → `127.0.0.1:40123`. True when one of those before leads elsewhere now, or nowhere. */
  set(routes: Readonly<Record<string, string>>): boolean {
    const hasMoved = [...this.#real].some(([address, real]) => routes[address] !== real);
    this.#real = new Map(Object.entries(routes));
    this.#hosts = new Set([...this.#real.keys()].map((address) => parted(address).host));
    return hasMoved;
  }

  has(address: string): boolean {
    return this.#real.has(address);
  }

  /** Null when the lab has no say: `localhost` and IP addresses mean the machine itself. */
  way(host: string, port: number): Way | null {
    const name = this.#names.get(host);
    if (name === undefined && isOfMachine(host)) return null;
    const dialled = name ?? host.toLowerCase();
    const shown = `${dialled}:${String(port)}`;
    const real = this.#real.get(shown);
    if (real !== undefined) return { shown, real: parted(real) };
    return { shown, error: name === undefined && !this.#hosts.has(dialled) ? notFound(host) : refused(dialled, port) };
  }

  /** The IPv4 address that stands for a name here, or DNS's error; null when the lab has no say. */
  resolve(host: string): string | Error | null {
    if (isOfMachine(host)) return null;
    const name = host.toLowerCase();
    if (!this.#hosts.has(name)) return notFound(host);
    for (const [address, known] of this.#names) if (known === name) return address;
    const number = this.#names.size + 1;
    const address = `${ownNetwork}${String(number >> 8)}.${String(number & 255)}`;
    this.#names.set(address, name);
    return address;
  }
}

const isOfMachine = (host: string): boolean => host === '' || host.toLowerCase() === 'localhost' || isIP(host) !== 0;

function parted(address: string): { readonly host: string; readonly port: number } {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}

/** As getaddrinfo says it of a name that nobody has. */
function notFound(hostname: string): Error {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { errno: unknownName, code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname });
}

/** As a machine says it of a port where nobody listens. */
function refused(address: string, port: number): Error {
  return Object.assign(new Error(`connect ECONNREFUSED ${address}:${String(port)}`), {
    errno: -constants.errno.ECONNREFUSED, code: 'ECONNREFUSED', syscall: 'connect', address, port,
  });
}
