import type { Clock } from '#common/base/clock.ts';
import type { Emitter } from '#common/base/emitter.ts';
import type { Explained } from '../collector.ts';
import type { Factory } from '../component/factory.ts';
import type { Reason, Reasons, Verdict } from '../component/reasons.ts';
import { placeAt } from '../confmap/value.ts';
import type { ComponentConfig } from './decode/config.ts';

const setbacks: readonly Verdict[] = ['refused', 'failed', 'dropped'];

/** Where one node says why: adds who and where, and passes it to whoever listens. */
export class NodeReasons implements Reasons {
  readonly #nodeId: string;
  readonly #explained: Emitter<Explained>;
  readonly #clock: Clock;
  /** The batches whose setback this node explained. */
  readonly #spoken = new WeakSet<object>();
  #definition: ComponentConfig<Factory>;

  constructor(nodeId: string, definition: ComponentConfig<Factory>, to: { readonly explained: Emitter<Explained>; readonly clock: Clock }) {
    this.#nodeId = nodeId;
    this.#definition = definition;
    this.#explained = to.explained;
    this.#clock = to.clock;
  }

  get wanted(): boolean {
    return this.#explained.hasListeners;
  }

  give(reason: Reason): void {
    const { id, keyPlace, written } = this.#definition;
    const place = written.kind === 'map' && reason.rule !== undefined && reason.rule.length > 0 ? placeAt({ ...written, place: keyPlace }, reason.rule) : keyPlace;
    if (setbacks.includes(reason.verdict)) this.#spoken.add(reason.data);
    this.#explained.emit({ ...reason, nodeId: this.#nodeId, componentId: id, range: place.source === 0 ? place.range : null, timeUnixNano: this.#clock.now() });
  }

  /** True when the node itself said why it refused this batch. */
  spokeOf(data: object): boolean {
    return this.#spoken.has(data);
  }

  /** The same component as another text writes it: from now on its rules are found there. */
  moveTo(definition: ComponentConfig<Factory>): void {
    this.#definition = definition;
  }
}
