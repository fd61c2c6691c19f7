import type { Clock } from '#common/base/clock.ts';
import { DisposableStore } from '#common/base/disposable.ts';
import { millis } from '#common/base/units.ts';
import type { Handlers, Publish } from '#common/contract/define.ts';
import type { reality } from '#common/contract/reality.ts';
import type { Lab } from '#core/lab/lab.ts';
import { countFates, type RealityRow, realityRows } from '#core/lab/reality.ts';

export function realityHandlers(lab: Lab, clock: Clock): Handlers<typeof reality> {
  return {
    view: async ({ fate, failedOnly, limit }) => {
      const all = realityRows({ trails: lab.ledger.trails, arrived: (traceId) => lab.store.arrivedSpans(traceId), now: clock.now() });
      const { items, balanced } = lab.items();
      const wanted = all.filter((row) => (fate === null || row.fate === fate) && (!failedOnly || isFailed(row)));
      return { requests: { ...lab.ledger.counts }, items: { ...items }, balanced, fates: countFates(all), rows: wanted.slice(0, limit).map(copy) };
    },
  };
}

const interval = millis(500);
/** What has not arrived by then is missing: fates change although nothing happens. */
const lastWord = millis(10_500);

export function publishReality(lab: Lab, clock: Clock, publish: Publish<typeof reality>): Disposable {
  const owned = new DisposableStore();
  let next: Disposable | undefined;
  let last: Disposable | undefined;
  const say = (): void => publish.changed({ sent: lab.ledger.counts.sent });
  const touch = (): void => {
    next ??= clock.setTimeout(() => {
      next = undefined;
      say();
      last?.[Symbol.dispose]();
      last = clock.setTimeout(say, lastWord);
    }, interval);
  };
  owned.add(lab.ledger.changed(touch));
  owned.add(lab.store.changed(touch));
  owned.add({
    [Symbol.dispose]: () => {
      next?.[Symbol.dispose]();
      last?.[Symbol.dispose]();
    },
  });
  return owned;
}

const copy = ({ visited, silent, traceIds, ...rest }: RealityRow) => ({ ...rest, visited: [...visited], silent: [...silent], traceIds: [...traceIds] });
const isFailed = ({ status }: RealityRow): boolean => status !== null && (status === 0 || status >= 500);
