import { connect, type Socket } from 'node:net';
import type { Target } from './target.ts';

export interface TunnelSettings {
  readonly target: Target;
  /** Written to the receiver before what the sender says. */
  readonly head: Uint8Array;
  readonly connected: (localPort: number | null) => void;
  /** Hears the answer from its first byte until it returns true. */
  readonly answered: (chunk: Buffer) => boolean;
  /** Once, when either side is gone; null when none of them broke. */
  readonly closed: (error: Error | null, by: 'sender' | 'receiver') => void;
  /** Each time bytes cross. */
  readonly crossed: () => void;
}

/** Carries bytes both ways, half-closed connections too, until one side is gone. */
export function tunnel(sender: Socket, { target, head, connected, answered, closed, crossed }: TunnelSettings): void {
  const receiver = connect({ host: target.host, port: target.port, noDelay: true, allowHalfOpen: true });
  let failure: Error | null = null;
  let isOver = false;
  const over = (by: 'sender' | 'receiver'): void => {
    if (!isOver) closed(failure, by);
    isOver = true;
  };
  const listen = (chunk: Buffer): void => {
    if (answered(chunk)) receiver.off('data', listen);
  };

  receiver.once('connect', () => connected(receiver.localPort ?? null));
  receiver.on('error', (error) => { failure = error; });
  receiver.on('data', listen);
  receiver.on('data', crossed);
  sender.on('data', crossed);
  if (head.byteLength > 0) receiver.write(head);
  sender.pipe(receiver);
  receiver.pipe(sender);
  receiver.once('close', (hadError) => {
    over('receiver');
    if (hadError) sender.resetAndDestroy();
    else sender.destroySoon();
  });
  sender.once('close', () => {
    over('sender');
    receiver.destroy();
  });
  if (sender.destroyed) receiver.destroy();
}
