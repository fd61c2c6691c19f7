import { disposable } from '#common/base/disposable.ts';
import type { ComponentMetrics, MetricAttributes } from '../../component/metrics.ts';

/** The collector's own metrics: sums survive the components that added to them, as a process's counters survive a reload here. */
export class MetricRegistry {
  readonly #sums = new Map<string, number>();
  readonly #gauges = new Map<string, Set<() => number>>();

  /** The view of one component: its identity is on everything it measures. */
  forComponent(identity: MetricAttributes): ComponentMetrics {
    return {
      add: (name, value, attributes) => { this.#add(name, value, { ...identity, ...attributes }); },
      record: (name, value, attributes) => {
        this.#add(`${name}_sum`, value, { ...identity, ...attributes });
        this.#add(`${name}_count`, 1, { ...identity, ...attributes });
      },
      observe: (name, read, attributes) => this.#observe(name, read, { ...identity, ...attributes }),
    };
  }

  /** By name and rendered attributes. Gauges are read now; several readers of one gauge add up. */
  read(): Map<string, number> {
    const values = new Map(this.#sums);
    for (const [key, readers] of this.#gauges) values.set(key, [...readers].reduce((sum, read) => sum + read(), 0));
    return values;
  }

  /** One sum; 0 when nothing was added. */
  sum(name: string, attributes: MetricAttributes): number {
    return this.#sums.get(render(name, attributes)) ?? 0;
  }

  /** The sum over every rendered attribute set that contains `attributes`. */
  total(name: string, attributes: MetricAttributes): number {
    const wanted = Object.entries(attributes).map(pair);
    let total = 0;
    for (const [key, value] of this.#sums) {
      if (key.startsWith(`${name}{`) && wanted.every((text) => key.includes(text))) total += value;
    }
    return total;
  }

  #add(name: string, value: number, attributes: MetricAttributes): void {
    const key = render(name, attributes);
    this.#sums.set(key, (this.#sums.get(key) ?? 0) + value);
  }

  #observe(name: string, read: () => number, attributes: MetricAttributes): Disposable {
    const key = render(name, attributes);
    const readers = this.#gauges.get(key) ?? new Set();
    this.#gauges.set(key, readers.add(read));
    return disposable(() => {
      readers.delete(read);
      if (readers.size === 0 && this.#gauges.get(key) === readers) this.#gauges.delete(key);
    });
  }
}

/** As Prometheus shows it: `name{a="b",c="d"}`, labels in alphabetical order, dots as underscores. */
function render(name: string, attributes: MetricAttributes): string {
  const labels = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)).map(pair);
  return labels.length === 0 ? name : `${name}{${labels.join(',')}}`;
}
const pair = ([key, value]: readonly [string, string | number | boolean]): string => `${key.replaceAll('.', '_')}=${JSON.stringify(String(value))}`;
