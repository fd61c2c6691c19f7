import { DisposableStore } from '../base/disposable.ts';
import type { Contract, Publisher } from '../contract/define.ts';
import type { Channel, Frame } from './channel.ts';
import { encodeFrame } from './codec.ts';
import type { Reply } from './message.ts';

/** Every screen that listens. A channel leaves by itself when it closes. */
export class Audience {
  readonly #channels = new Set<Channel>();

  add(channel: Channel): Disposable {
    const store = new DisposableStore();
    this.#channels.add(channel);
    const leave = (): void => {
      this.#channels.delete(channel);
      store[Symbol.dispose]();
    };
    store.add(channel.closed(leave));
    return { [Symbol.dispose]: leave };
  }

  /** Makes the frame only when somebody listens. */
  tell(frame: () => Frame): void {
    if (this.#channels.size === 0) return;
    const made = frame();
    for (const channel of [...this.#channels]) channel.send(made);
  }
}

/** One frame of an event. */
export const eventFrame = (event: string, payload: unknown): Frame => encodeFrame({ event, payload } satisfies Reply);
/** Tells a screen that the other side has started anew: calls in flight are lost and what it knows is stale. */
export const resetFrame = (): Frame => encodeFrame({ reset: true } satisfies Reply);

/** What the core publishes with: `publisher.telemetry.changed({…})` reaches every screen of the audience. */
export function createPublisher<C extends Contract>(contract: C, audience: Audience): Publisher<C> {
  const areas = Object.entries(contract).map(([areaName, area]) => {
    const events = Object.entries(area).filter(([, member]) => member.kind === 'event');
    return [areaName, Object.fromEntries(events.map(([name]) =>
      [name, (payload: unknown) => audience.tell(() => eventFrame(`${areaName}.${name}`, payload))]))];
  });
  // Built from the contract's own entries, which is what Publisher<C> maps over.
  return Object.fromEntries(areas) as Publisher<C>;
}
