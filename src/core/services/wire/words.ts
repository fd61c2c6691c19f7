/** Why an exchange failed, in words a learner can act on. */
export const words = {
  senderGone: 'the sender closed the connection before the answer was complete',
  noAnswer: 'the receiver closed the connection without an answer',
  halfAnswer: 'the receiver closed the connection in the middle of its answer',
  cut: 'the connection was cut: a fault of this hop',
  refused: (address: string) => `connection refused: nobody listens at ${address}`,
  notGrpc: 'answered HTTP/1.1: this port does not speak gRPC',
  notHttp2: 'answered what is no HTTP/2: this port does not speak gRPC',
  isGrpc: 'answered HTTP/2: this port speaks gRPC, not HTTP/1.1',
  malformed: (reason: string) => `answered what is no HTTP/1.1: ${reason}`,
  malformedRequest: (reason: string) => `sent what is no HTTP/1.1: ${reason}`,
} as const;

export const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** What an error of the connection to the receiver means. */
export function describeFailure(error: Error, address: string): string {
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') return words.refused(address);
  if (code === 'ECONNRESET' || code === 'EPIPE') return words.noAnswer;
  if (code.startsWith('HPE_')) return isSettingsFrame(rawPacketOf(error)) ? words.isGrpc : words.malformed(error.message);
  return error.message;
}

/** The bytes that could not be parsed, which Node puts on its parse errors. */
export function rawPacketOf(error: Error): Uint8Array {
  return 'rawPacket' in error && error.rawPacket instanceof Uint8Array ? error.rawPacket : new Uint8Array();
}

/** Every HTTP/2 connection begins with a SETTINGS frame of stream 0 (RFC 9113, section 3.4). */
export function isSettingsFrame(bytes: Uint8Array): boolean {
  return bytes.length >= 9 && bytes[3] === 4 && bytes.subarray(5, 9).every((byte) => byte === 0);
}
