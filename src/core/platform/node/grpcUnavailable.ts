import { systemErrorText } from './goErrors.ts';

/** Turns grpc-js's text of an UNAVAILABLE status into grpc-go's; a text that came from a server stays as it is. */
export function unavailableText(details: string): string {
  const lookup = /Name resolution failed for target (?:\w+:)?(.+?)(?::\d+)?(?:$|\s)/.exec(details);
  if (lookup !== null) return dialing(`dial tcp: lookup ${lookup[1] ?? ''}: no such host`);
  const connect = /connect (E[A-Z]+) (\S+:\d+)/.exec(details);
  if (connect !== null) return dialing(`dial tcp ${connect[2] ?? ''}: connect: ${systemErrorText(connect[1] ?? '')}`);
  if (/^No connection established/.test(details)) return `connection error: desc = "error reading server preface: ${/Last error: (?:Error: )?(.*?) \(/.exec(details)?.[1] ?? 'EOF'}"`;
  if (/^Connection dropped|Stream closed with error code|socket hang up/.test(details)) return 'error reading from server: EOF';
  const read = /\b(read|write) (E[A-Z]+)/.exec(details);
  if (read !== null) return `error reading from server: ${read[1] ?? ''} tcp: ${read[1] ?? ''}: ${systemErrorText(read[2] ?? '')}`;
  return details;
}

const dialing = (reason: string): string => `connection error: desc = "transport: Error while dialing: ${reason}"`;
