import { fromLab } from './labPort.ts';
import { serviceName } from './log.ts';

/** How long a call may take before it is given up. Milliseconds. */
const callLimitMillis = 5_000;

let urls: Readonly<Record<string, string>> = {};
/** Told when addresses are new. */
const waiting: (() => void)[] = [];

fromLab((message) => {
  if (message.type !== 'peers') return;
  urls = message.urls;
  for (const look of waiting.splice(0)) look();
});

/** Base URL of another service: `http://127.0.0.1:40123`. */
export function peer(name: string): string {
  const url = urls[name];
  if (url === undefined) throw new PeerError(`${name} is not known here yet`, 503);
  return url;
}

/** The same, as soon as it is known: a program that only listens for messages has nothing better to do. */
export async function knownPeer(name: string): Promise<string> {
  while (urls[name] === undefined) await new Promise<void>((resolve) => { waiting.push(resolve); });
  return peer(name);
}

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
export async function call<T>(name: string, path: string, body?: unknown): Promise<T> {
  const headers = { 'x-clinic-caller': serviceName(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await reach(`${peer(name)}${path}`, name, { ...sent, headers, signal: AbortSignal.timeout(callLimitMillis) });
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
