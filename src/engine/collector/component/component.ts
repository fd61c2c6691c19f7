import type { Signal } from '#engine/pdata/signal.ts';
import type { Consumer } from '../consumer/consumer.ts';
import type { BuildInfo } from './buildInfo.ts';
import type { Host } from './host.ts';
import type { Logger } from './logger.ts';
import type { ComponentMetrics } from './metrics.ts';
import type { ExtensionOffers } from './offers.ts';
import type { Reasons } from './reasons.ts';

/**
 * The lifecycle every component shares (upstream component/component.go). The service calls `start` once, exporters first and receivers
 * last; then data flows; then it calls `shutdown`, receivers first. `shutdown` may be called without `start` and more than once; when it
 * resolves, everything the component held has been passed on or reported lost. A rejection of `start` stops the whole start.
 */
export interface Component {
  start(host: Host): Promise<void>;
  shutdown(): Promise<void>;
}

export type Receiver = Component;
export type Processor<S extends Signal> = Component & Consumer<S>;
export type Exporter<S extends Signal> = Component & Consumer<S>;
export type Extension = Component & ExtensionOffers;
export type Connector<S extends Signal> = Component & Consumer<S>;

/** What a component is given when it is created; upstream's Settings. */
export interface Settings {
  /** `type` or `type/name`, as written in the YAML. */
  readonly id: string;
  readonly logger: Logger;
  /** For what the instances of one id share: names the component's kind, but neither id, pipeline nor signal (upstream's RemoveAttributes). */
  readonly sharedLogger: Logger;
  readonly metrics: ComponentMetrics;
  readonly reasons: Reasons;
  readonly build: BuildInfo;
  /** Host.memory's total, for those who must know it before they start. Bytes. */
  readonly totalMemory: () => number;
}

export type Stability = 'unmaintained' | 'deprecated' | 'development' | 'alpha' | 'beta' | 'stable';
