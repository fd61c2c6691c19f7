import { err, ok, type Result } from '#common/base/result.ts';
import type { Extension } from '../component/component.ts';
import type { ExtensionFactory } from '../component/factory.ts';
import type { Logger } from '../component/logger.ts';
import { announce, attempt, BuildError, componentSettings, type CreationSettings } from './creation.ts';
import type { CollectorConfig, ComponentConfig, Reference } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import type { NodeReasons } from './explain.ts';
import { sameComponent } from './sameComponent.ts';

export interface ExtensionNode {
  readonly nodeId: string;
  readonly componentId: string;
  readonly reference: Reference;
  readonly component: Extension;
  readonly logger: Logger;
  readonly reasons: NodeReasons;
  readonly definition: ComponentConfig<ExtensionFactory>;
}

/**
 * Creates the extensions that the service lists, in the order to start: each after those it depends on, else as listed (upstream
 * service/extensions, v0.159; v0.84 starts them in any order). Those among `running` whose configuration is the same are taken as they are.
 */
export async function buildExtensions(config: CollectorConfig, settings: CreationSettings, running: readonly ExtensionNode[]): Promise<Result<readonly ExtensionNode[], Detail>> {
  const nodes: ExtensionNode[] = [];
  try {
    for (const reference of config.serviceExtensions) {
      const definition = config.extensions.get(reference.id);
      if (definition === undefined || nodes.some(({ componentId }) => componentId === reference.id)) continue;
      const kept = running.find((node) => node.componentId === reference.id && sameComponent(node.definition, definition));
      nodes.push(kept === undefined ? create(reference, definition, settings) : { ...kept, reference });
    }
    return ok(inOrder(nodes));
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    for (const { component } of nodes) if (!running.some((node) => node.component === component)) await component.shutdown();
    return err({ ...error.detail, message: `failed to build extensions: ${error.detail.message}` });
  }
}

function create(reference: Reference, definition: ComponentConfig<ExtensionFactory>, settings: CreationSettings): ExtensionNode {
  const { factory } = definition;
  const { id: componentId } = reference;
  const nodeId = `extension/${componentId}`;
  const reasons = settings.reasonsOf(nodeId, definition);
  const set = componentSettings({ definition, identity: { kind: 'extension', id: componentId }, reasons }, settings);
  announce(definition, factory.stability, set.logger, settings.words);
  const component = attempt(`failed to create extension ${JSON.stringify(componentId)}: `, definition, () => factory.create(set, definition.config));
  return { nodeId, componentId, reference, component, logger: set.logger, reasons, definition };
}

/** Depth first: what a node depends on comes before it. */
function inOrder(nodes: readonly ExtensionNode[]): readonly ExtensionNode[] {
  const ordered = new Set<ExtensionNode>();
  const path: ExtensionNode[] = [];
  const place = (node: ExtensionNode): void => {
    if (ordered.has(node)) return;
    const start = path.indexOf(node);
    if (start >= 0) {
      const names = [...path.slice(start), node].map(({ componentId }) => componentId).join(' -> ');
      throw new BuildError({ message: `unable to order extensions by dependencies, cycle found [${names}]: topo: no topological ordering: cyclic components`, place: node.reference.place });
    }
    path.push(node);
    for (const id of node.component.dependencies ?? []) {
      const needed = nodes.find(({ componentId }) => componentId === id);
      if (needed === undefined) throw new BuildError({ message: `unable to find extension ${id} on which extension ${node.componentId} depends`, place: node.reference.place });
      place(needed);
    }
    path.pop();
    ordered.add(node);
  };
  for (const node of nodes) place(node);
  return [...ordered];
}
