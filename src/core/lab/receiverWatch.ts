import type { Tapped } from '#engine/collector/collector.ts';
import type { Traces } from '#engine/pdata/traces.ts';

/** Counts the spans that come in at a collector's receivers, by service. */
export class ReceiverWatch {
  readonly #received: (service: string, spans: number) => void;
  /** A receiver may feed several pipelines with the same batch: only the first edge seen is counted. */
  #edges = new Map<string, string>();

  constructor(received: (service: string, spans: number) => void) {
    this.#received = received;
  }

  /** The graph is another one: edges may have gone. */
  reset(): void {
    this.#edges = new Map();
  }

  see({ from, to, signal, data }: Tapped): void {
    if (signal !== 'traces' || !from.startsWith('receiver/') || !isTraces(data)) return;
    const counted = this.#edges.get(from) ?? to;
    this.#edges.set(from, counted);
    if (counted !== to) return;
    for (const { resource, scopeSpans } of data.resourceSpans) {
      const name = resource.attributes.get('service.name');
      const spans = scopeSpans.reduce((sum, scope) => sum + scope.spans.length, 0);
      this.#received(typeof name === 'string' ? name : 'unknown_service', spans);
    }
  }
}

function isTraces(data: Tapped['data']): data is Traces {
  return 'resourceSpans' in data;
}
