import type { Files } from '../component/host.ts';
import type { CollectorConfig } from './decode/config.ts';

/** The same configuration; an extension whose files are not as they must be complains of that, and of nothing else, when it is validated. */
export async function withFileProblems(config: CollectorConfig, files: Files): Promise<CollectorConfig> {
  const extensions = new Map(config.extensions);
  for (const [id, component] of config.extensions) {
    const problems = await component.factory.validateFiles?.(component.config, files) ?? [];
    if (problems.length > 0) extensions.set(id, { ...component, factory: { ...component.factory, validate: () => problems } });
  }
  return { ...config, extensions };
}
