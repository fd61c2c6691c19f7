import { systemErrorText } from './goErrors.ts';

/** Turns grpc-js's text of an UNAVAILABLE status into grpc-go's; a text that came from a server stays as it is. */
export function unavailableText(details: string): string {
  // What v0.159's otlp exporter, which asks for round_robin, says of a host name that does not resolve.
  if (details.startsWith('Name resolution failed')) return 'no children to pick from';
  const connect = /connect (E[A-Z]+) (\S+:\d+)/.exec(details);
  if (connect !== null) return `connection error: desc = "transport: Error while dialing: dial tcp ${connect[2] ?? ''}: connect: ${systemErrorText(connect[1] ?? '')}"`;
  // What a server of HTTP/1.1 answers to gRPC: the usual mix-up of ports 4317 and 4318.
  if (/^No connection established.*Protocol error/.test(details)) return `connection error: desc = "error reading server preface: ${http1Hint}"`;
  const preface = /^No connection established.*?Last error: (?:Error: )?(.*?)\. Resolution note/.exec(details)?.[1];
  if (preface !== undefined) return `connection error: desc = "error reading server preface: ${preface.includes('ECONNRESET') ? systemErrorText('ECONNRESET') : 'EOF'}"`;
  if (/^Connection dropped|Stream closed with error code|socket hang up/.test(details)) return 'error reading from server: EOF';
  const read = /\b(read|write) (E[A-Z]+)/.exec(details);
  if (read !== null) return `error reading from server: ${read[1] ?? ''} tcp: ${read[1] ?? ''}: ${systemErrorText(read[2] ?? '')}`;
  return details;
}

const http1Hint = 'http2: failed reading the frame payload: http2: frame too large, note that the frame header looked like an HTTP/1.1 header';
