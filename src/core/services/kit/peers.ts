import { type ClinicName, clinicPorts } from '../../protocol/clinicPorts.ts';
import { serviceName } from './log.ts';
import { reachable } from './network.ts';

/** How long a call may take before it is given up. Milliseconds. */
const callLimitMillis = 5_000;

const addressOf = (name: ClinicName): string => `${name}:${String(clinicPorts[name])}`;

/** Resolves when another program can be reached: one that only listens for messages has nothing better to do than wait. */
export const knownPeer = (name: ClinicName): Promise<void> => reachable(addressOf(name));

/** A service that was called did not do its part. `status` is what the caller should answer. */
export class PeerError extends Error {
  override readonly name = 'PeerError';
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/**
 * GETs JSON from another service, or POSTs `body`; throws PeerError when it fails. T is what the other program is known to answer: nobody
 * checks it. The trace context travels in the headers, unseen.
 */
export async function call<T>(name: ClinicName, path: string, body?: unknown): Promise<T> {
  const headers = { 'x-clinic-caller': serviceName(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await reach(`http://${addressOf(name)}${path}`, name, { ...sent, headers, signal: AbortSignal.timeout(callLimitMillis) });
  if (response.ok) return (await response.json()) as T;
  await response.arrayBuffer();
  // What the learner did wrong (4xx) is passed on; what broke behind us is a bad gateway.
  throw new PeerError(`${name} answered ${String(response.status)}`, response.status < 500 ? response.status : 502);
}

async function reach(url: string, name: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    throw new PeerError(`${name} ${isTimeout ? `did not answer in ${String(callLimitMillis)}ms` : 'cannot be reached'}`, isTimeout ? 504 : 502);
  }
}
