import type { Host } from '../component/host.ts';
import type { ClientAuthenticator, ServerAuthenticator } from '../component/offers.ts';

type Auth = { readonly authenticator: string } | undefined;
type Extensions = Pick<Host, 'extension'>;

/** The extension that proves callers; throws, in configauth's words, when it is not there or does something else. */
export function serverAuthenticator(auth: Auth, host: Extensions): ServerAuthenticator | undefined {
  if (auth === undefined) return undefined;
  const found = offers(auth.authenticator, host).serverAuthenticator;
  if (found === undefined) throw new Error('requested authenticator is not a server authenticator');
  return found;
}

/** The extension that signs requests; throws likewise. `kind` is the word for the client in the release's complaint: `HTTP client`. */
export function clientAuthenticator(auth: Auth, host: Extensions, kind: string): ClientAuthenticator | undefined {
  if (auth === undefined) return undefined;
  const found = offers(auth.authenticator, host).clientAuthenticator;
  if (found === undefined) throw new Error(`requested authenticator is not a ${kind} authenticator`);
  found.prepare?.();
  return found;
}

function offers(id: string, host: Extensions) {
  const found = host.extension(id);
  if (found === undefined) throw new Error(`failed to resolve authenticator "${id}": authenticator not found`);
  return found;
}
