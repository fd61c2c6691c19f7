/** What a service's SDK says of the spans it was given, beside telemetry. Numbers since the program started, or changes of them. */
export interface SdkSpans {
  /** Sampled spans that ended. */
  readonly ended: number;
  /** A collector took them. */
  readonly exported: number;
  /** A collector refused them or could not be reached, and the SDK gave them up. */
  readonly failed: number;
  /** The program is gone, and nobody knows them as exported or failed. */
  readonly lost: number;
}

export const noSpans: SdkSpans = { ended: 0, exported: 0, failed: 0, lost: 0 };

export function addSpans(a: SdkSpans, b: SdkSpans): SdkSpans {
  return { ended: a.ended + b.ended, exported: a.exported + b.exported, failed: a.failed + b.failed, lost: a.lost + b.lost };
}

/** The fate of every span of a lab. */
export interface ItemFates {
  /** Spans the services' SDKs were to send; what a sampler left out is none. */
  readonly generated: number;
  /** In a backend, each once. */
  readonly delivered: number;
  /** Lost in an SDK's queue or in the collector, or ended in an exporter that leads to no backend. */
  readonly dropped: number;
  /** The SDK gave them up: the collector did not take them. */
  readonly refused: number;
  /** On their way: in an SDK's queue, a batch, a sending queue. */
  readonly held: number;
}

export interface SpanRecords {
  readonly sdk: SdkSpans;
  /** Spans the collectors' receivers accepted, by their own metrics. */
  readonly accepted: number;
  /** Different spans that reached a backend. */
  readonly delivered: number;
  /** Spans each exporter towards a backend gave up on. */
  readonly givenUp: readonly number[];
  /** Nothing moves any more: what has not arrived never will. */
  readonly isOver: boolean;
}

/**
 * Adds up what three parties say who do not know of each other: the SDKs (ended, exported, failed), the collectors' receivers (accepted)
 * and the backends (delivered). It balances when what the SDKs handed over is what the receivers accepted.
 */
export function itemFates({ sdk, accepted, delivered, givenUp, isOver }: SpanRecords): { readonly items: ItemFates; readonly balanced: boolean } {
  const inSdk = sdk.ended - sdk.exported - sdk.failed - sdk.lost;
  // A fan-out may deliver on one branch and refuse for the other: whoever arrived was not refused.
  const both = Math.min(sdk.failed, Math.max(0, delivered - accepted));
  const inCollector = Math.max(0, accepted - delivered);
  // A receiver has taken them, and the SDK has not heard the answer yet: they stand in both accounts, and are held once.
  const answerOnItsWay = isOver ? 0 : Math.min(inSdk, Math.max(0, accepted - sdk.exported - both));
  // An item that several exporters failed to send is lost once; one that another exporter delivered is not lost.
  const givenUpByAll = givenUp.length === 0 ? 0 : Math.min(...givenUp, inCollector);
  const lost = isOver ? inCollector : givenUpByAll;
  const items = {
    generated: sdk.ended, delivered, dropped: sdk.lost + lost, refused: sdk.failed - both, held: inSdk - answerOnItsWay + inCollector - lost,
  };
  return { items, balanced: items.generated === items.delivered + items.dropped + items.refused + items.held };
}
