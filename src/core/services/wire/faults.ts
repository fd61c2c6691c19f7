import type { HopFault } from '../../protocol/wireMessages.ts';
import { seededRandom, seedOf } from '../kit/random.ts';

/** What happens to one request, drawn from all faults of its hop. */
export interface Mishap {
  readonly latencyMillis: number;
  readonly isCut: boolean;
  readonly status: number | null;
  /** What goes on to the receiver of the headers that were sent. */
  readonly change: (headers: readonly string[]) => readonly string[];
}

/** Without these the receiver could not tell where the body ends. */
const framing = new Set(['content-length', 'transfer-encoding']);

/** The faults of one hop. Each hop draws from a generator of its own, so that what others do changes nothing here. */
export class HopFaults {
  readonly #faults: readonly HopFault[];
  readonly #random: () => number;

  constructor(faults: readonly HopFault[], seed: number, hop: { readonly from: string; readonly address: string }) {
    const host = hop.address.slice(0, hop.address.lastIndexOf(':'));
    this.#faults = faults.filter(({ from, to }) => from === hop.from && to === host);
    this.#random = seededRandom(seedOf(seed, `${hop.from} ${hop.address}`));
  }

  /** Draws once for each fault, in their order: latencies add up, the first status wins, a cut wins over a status. */
  draw(): Mishap {
    const struck = this.#faults.filter(({ ratio }) => this.#random() < ratio);
    return {
      latencyMillis: struck.reduce((sum, { latencyMillis }) => sum + (latencyMillis ?? 0), 0),
      isCut: struck.some(({ cut }) => cut === true),
      status: struck.find(({ status }) => status !== undefined)?.status ?? null,
      change: (headers) => struck.reduce((changed, fault) => this.#change(changed, fault), headers),
    };
  }

  #change(headers: readonly string[], { dropHeaders, forgeSampled }: HopFault): readonly string[] {
    const dropped = new Set(dropHeaders?.filter((name) => !framing.has(name)));
    const left = dropped.size === 0 ? headers : headers.filter((_, index) => !dropped.has((headers[index - (index % 2)] ?? '').toLowerCase()));
    return forgeSampled === undefined ? left : forged(left, forgeSampled, this.#random);
  }
}

/** W3C Trace Context: version, trace id, parent id, flags, and whatever a later version adds. */
const traceparent = /^([0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-)([0-9a-f]{2})(?=$|-)/;

function forged(headers: readonly string[], isSampled: boolean, random: () => number): readonly string[] {
  const isTraceparent = (index: number): boolean => headers[index]?.toLowerCase() === 'traceparent';
  if (!headers.some((_, index) => index % 2 === 0 && isTraceparent(index))) {
    return [...headers, 'traceparent', `00-${hex(32, random)}-${hex(16, random)}-${isSampled ? '01' : '00'}`];
  }
  return headers.map((text, index) => (index % 2 === 1 && isTraceparent(index - 1) ? withSampled(text, isSampled) : text));
}

/** The other flags stay as they are, and so does a value that is no traceparent. */
function withSampled(value: string, isSampled: boolean): string {
  return value.replace(traceparent, (_, ids: string, flags: string) => {
    const others = Number.parseInt(flags, 16) & 0xfe;
    return `${ids}${(others | (isSampled ? 1 : 0)).toString(16).padStart(2, '0')}`;
  });
}

/** Never all zeros, which the specification forbids. */
function hex(digits: number, random: () => number): string {
  const text = Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  return /[^0]/.test(text) ? text : text.replace(/0$/, '1');
}
