import { errorMessage } from '#common/base/errors.ts';
import type { BuildInfo } from '../component/buildInfo.ts';
import type { Settings, Stability } from '../component/component.ts';
import type { Factory } from '../component/factory.ts';
import type { Host } from '../component/host.ts';
import type { Kind } from '../component/kind.ts';
import type { Logger } from '../component/logger.ts';
import type { ComponentMetrics, MetricAttributes } from '../component/metrics.ts';
import type { ComponentConfig } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import type { NodeReasons } from './explain.ts';
import type { Identity, ServiceWords } from './serviceWords.ts';

/** What every component of a service is created from. */
export interface CreationSettings {
  readonly logger: Logger;
  readonly host: Pick<Host, 'memory'>;
  readonly build: BuildInfo;
  readonly words: ServiceWords;
  readonly metricsOf: (identity: MetricAttributes) => ComponentMetrics;
  readonly reasonsOf: (nodeId: string, definition: ComponentConfig<Factory>) => NodeReasons;
}

/** Creation failed, with upstream's text and the place in the configuration. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
  readonly detail: Detail;
  constructor(detail: Detail) {
    super(detail.message);
    this.detail = detail;
  }
}

/** Names what could not be created: `prefix` and then the component's own words. */
export function attempt<T>(prefix: string, definition: ComponentConfig<Factory>, create: () => T): T {
  try {
    return create();
  } catch (error) {
    throw new BuildError({ message: `${prefix}${errorMessage(error)}`, place: definition.keyPlace });
  }
}

interface Creation {
  readonly definition: ComponentConfig<Factory>;
  readonly identity: Identity;
  readonly reasons: NodeReasons;
}

/** What a component is created with. */
export function componentSettings({ definition: { id, factory: { kind } }, identity, reasons }: Creation, settings: CreationSettings): Settings {
  const { build, host: { memory }, logger, words } = settings;
  return {
    id, build, logger: logger.with(words.identity(identity)), sharedLogger: logger.with(words.sharedIdentity(identity)),
    metrics: settings.metricsOf({ [kind]: id } satisfies { readonly [K in Kind]?: string }), reasons, totalMemory: () => memory.total(),
  };
}

/** What upstream's builders log when they create a component: an alias in use, and how stable it is. */
export function announce({ factory, parsed }: ComponentConfig<Factory>, stability: Stability | undefined, logger: Logger, { callers, stability: texts }: ServiceWords): void {
  if (parsed.type !== factory.type) logger.warn(`${JSON.stringify(parsed.type)} alias is deprecated; use ${JSON.stringify(factory.type)} instead`, {}, callers.alias);
  if (stability === undefined) return;
  const level = stability === 'stable' || stability === 'beta' || stability === 'alpha' ? 'debug' : 'info';
  logger.log(level, texts[stability], {}, callers.stability(factory.kind, level));
}
