import type { GrpcStatusName } from '#engine/network/network.ts';
import { systemErrorText } from './goErrors.ts';
import { remoteAlert } from './tlsTexts.ts';

type Rule = readonly [GrpcStatusName, RegExp, (...groups: readonly string[]) => string];

const dialing = (code: string, address: string): string => `connection error: desc = "transport: Error while dialing: dial tcp ${address}: connect: ${systemErrorText(code)}"`;
const preface = (reason: string): string => `connection error: desc = "error reading server preface: ${reason}"`;

/** What grpc-js says when it makes up a status itself, and what grpc-go (1.83) says in its place. The first rule that fits wins. */
const rules: readonly Rule[] = [
  ['DeadlineExceeded', /^Deadline exceeded.*(?:Waiting for LB pick|waiting for name resolution)/, () => 'context deadline exceeded while waiting for connections to become ready'],
  ['DeadlineExceeded', /^Deadline exceeded/, () => 'context deadline exceeded'],
  ['Canceled', /^Cancelled on client/, () => 'context canceled'],
  ['Canceled', /^Call cancelled/, () => 'stream terminated by RST_STREAM with error code: CANCEL'],
  ['Unimplemented', /^The server does not implement the method \/(.+)\/[^/]*$/, (service = '') => `unknown service ${service}`],
  ['ResourceExhausted', /^Received message larger than max \((\d+) vs (\d+)\)/, (length = '', most = '') => `grpc: received message larger than max (${length} vs. ${most})`],
  ['ResourceExhausted', /^Received message that decompresses to a size larger than (\d+)/, (most = '') => `grpc: received message after decompression larger than max ${most}`],
  // What v0.159's otlp exporter, which asks for round_robin, says of a host name that does not resolve.
  ['Unavailable', /^Name resolution failed/, () => 'no children to pick from'],
  ['Unavailable', /connect (E[A-Z]+) (\S+:\d+)/, (code = '', address = '') => dialing(code, address)],
  ['Unavailable', /tls handshake <<(.*)>>/, (text = '') => `connection error: desc = "transport: authentication handshake failed: ${text}"`],
  // Since TLS 1.3 a server judges the client's certificate when the client thinks it is connected.
  ['Unavailable', /No connection established.*(SSL alert number \d+)/s, (alert = '') => preface(remoteAlert(alert) ?? 'EOF')],
  ['Unavailable', /(SSL alert number \d+)/, (alert = '') => `error reading from server: ${remoteAlert(alert) ?? 'EOF'}`],
  // A server of HTTP/1.1 answered: the usual mix-up of ports 4317 and 4318.
  ['Unavailable', /^(?:\w+: )?No connection established.*Protocol error/, () => preface('http2: failed reading the frame payload: http2: frame too large, note that the frame header looked like an HTTP/1.1 header')],
  ['Unavailable', /^(?:\w+: )?No connection established.*ECONNRESET/, () => preface(systemErrorText('ECONNRESET'))],
  ['Unavailable', /^(?:\w+: )?No connection established/, () => preface('EOF')],
  ['Unavailable', /\b(read|write) (E[A-Z]+)/, (call = '', code = '') => `error reading from server: ${call} tcp: ${call}: ${systemErrorText(code)}`],
  ['Unavailable', /^Connection dropped|^Stream closed with error code|socket hang up/, () => 'error reading from server: EOF'],
];

/** Turns grpc-js's text of a status into grpc-go's; a text that a handler wrote stays as it is. */
export function goStatusText(status: GrpcStatusName, details: string): string {
  for (const [name, pattern, text] of rules) {
    if (name !== status) continue;
    const match = pattern.exec(details);
    if (match !== null) return text(...match.slice(1));
  }
  return details;
}
