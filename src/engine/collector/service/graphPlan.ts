import { err, ok, type Result } from '#common/base/result.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { GraphInfo, NodeInfo } from '../collector.ts';
import type { ConnectorFactory } from '../component/factory.ts';
import type { CollectorConfig, ComponentConfig, PipelineConfig, Reference } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import type { ServiceWords } from './serviceWords.ts';

export type AnyPipeline = PipelineConfig & { readonly signal: Signal };

/** One instance of a connector: an exporter of some pipelines, a receiver of others. */
export interface PlannedConnector {
  readonly nodeId: string;
  readonly definition: ComponentConfig<ConnectorFactory>;
  readonly from: Signal;
  readonly to: Signal;
  readonly exporterIn: readonly AnyPipeline[];
  readonly receiverIn: readonly AnyPipeline[];
}
/** What a configuration's pipelines are made of, before anything is built. */
export interface GraphPlan {
  /** Each after those it sends to, so that building can begin with the first. */
  readonly pipelines: readonly AnyPipeline[];
  readonly connectors: readonly PlannedConnector[];
}

export const uses = (references: readonly Reference[], id: string): boolean => references.some((reference) => reference.id === id);

/** Finds the instances of connectors and an order to build in. Upstream's texts for connectors that lead nowhere, and for cycles (service/internal/graph, v0.159). */
export function planGraph(config: CollectorConfig, words: ServiceWords): Result<GraphPlan, Detail> {
  const pipelines = builtPipelines(config);
  const connectors: PlannedConnector[] = [];
  for (const definition of config.connectors.values()) {
    const found = instancesOf(definition, pipelines, words);
    if (!found.ok) return found;
    connectors.push(...found.value);
  }
  const ordered = downstreamFirst(pipelines, connectors);
  return ordered.ok ? ok({ pipelines: ordered.value, connectors }) : ordered;
}

function builtPipelines(config: CollectorConfig): readonly AnyPipeline[] {
  return [...config.pipelines.values()].filter((pipeline): pipeline is AnyPipeline => pipeline.signal === 'traces' || pipeline.signal === 'metrics' || pipeline.signal === 'logs');
}

/** One for each pair of signals that the connector is used for and can do. */
function instancesOf(definition: ComponentConfig<ConnectorFactory>, pipelines: readonly AnyPipeline[], words: ServiceWords): Result<readonly PlannedConnector[], Detail> {
  const { factory, id } = definition;
  const exporting = pipelines.filter(({ exporters }) => uses(exporters, id));
  const receiving = pipelines.filter(({ receivers }) => uses(receivers, id));
  const supports = (from: Signal, to: Signal): boolean => factory.stability[from]?.[to] !== undefined;
  const deadEnd = exporting.find(({ signal }) => !receiving.some((other) => supports(signal, other.signal)));
  if (deadEnd !== undefined) return err(unsupported(deadEnd.exporters, { id, pipelines: exporting, signal: deadEnd.signal, as: 'exporter', other: 'receiver' }, words));
  const noSource = receiving.find(({ signal }) => !exporting.some((other) => supports(other.signal, signal)));
  if (noSource !== undefined) return err(unsupported(noSource.receivers, { id, pipelines: receiving, signal: noSource.signal, as: 'receiver', other: 'exporter' }, words));
  const instances = new Map<string, PlannedConnector>();
  for (const { signal: from } of exporting) {
    for (const { signal: to } of receiving) {
      const nodeId = `connector/${id}/${from}/${to}`;
      if (!supports(from, to) || instances.has(nodeId)) continue;
      instances.set(nodeId, { nodeId, definition, from, to, exporterIn: exporting.filter(({ signal }) => signal === from), receiverIn: receiving.filter(({ signal }) => signal === to) });
    }
  }
  return ok([...instances.values()]);
}

interface Misuse {
  readonly id: string;
  readonly pipelines: readonly AnyPipeline[];
  readonly signal: Signal;
  readonly as: string;
  readonly other: string;
}
function unsupported(references: readonly Reference[], { as, id, other, pipelines, signal }: Misuse, words: ServiceWords): Detail {
  const where = words.pipelineList(pipelines.filter((pipeline) => pipeline.signal === signal).map((pipeline) => pipeline.id), signal);
  const message = `connector ${JSON.stringify(id)} used as ${as} in ${where} pipeline but not used in any supported ${other} pipeline`;
  const place = references.find((reference) => reference.id === id)?.place;
  if (place === undefined) throw new Error(`${id} is not used`);
  return { message, place };
}

type Step = AnyPipeline | PlannedConnector;
const isConnector = (step: Step): step is PlannedConnector => 'definition' in step;

/** Depth first along the data: a step is done when all that follows it is; one that comes again before it is done closes a cycle. */
function downstreamFirst(pipelines: readonly AnyPipeline[], connectors: readonly PlannedConnector[]): Result<readonly AnyPipeline[], Detail> {
  const done = new Set<Step>();
  const path: Step[] = [];
  const follow = (step: Step): readonly Step[] | undefined => {
    if (done.has(step)) return undefined;
    const start = path.indexOf(step);
    if (start >= 0) return path.slice(start);
    path.push(step);
    const after = isConnector(step) ? step.receiverIn : connectors.filter(({ exporterIn }) => exporterIn.includes(step));
    for (const other of after) {
      const cycle = follow(other);
      if (cycle !== undefined) return cycle;
    }
    path.pop();
    done.add(step);
    return undefined;
  };
  for (const pipeline of pipelines) {
    const cycle = follow(pipeline);
    if (cycle !== undefined) return err(cycleDetected(cycle));
  }
  return ok([...done].flatMap((step) => (isConnector(step) ? [] : [step])));
}

/** Tells a cycle from one of its connectors on and back to it. */
function cycleDetected(cycle: readonly Step[]): Detail {
  const at = cycle.findIndex(isConnector);
  const turned = [...cycle.slice(at), ...cycle.slice(0, at), ...cycle.slice(at, at + 1)];
  const names = turned.flatMap((step) => (isConnector(step)
    ? [`connector ${JSON.stringify(step.definition.id)} (${step.from} to ${step.to})`]
    : step.processors.map(({ id }) => `processor ${JSON.stringify(id)} in pipeline ${JSON.stringify(step.id)}`)));
  const [first] = turned;
  if (first === undefined || !isConnector(first)) throw new Error('a cycle has a connector');
  return { message: `cycle detected: ${names.join(' -> ')}`, place: first.definition.keyPlace };
}

const order = { receiver: 0, processor: 1, connector: 2, exporter: 3 } as const;

/** What the world is shown of a graph. */
export function graphInfo(config: CollectorConfig, nodes: readonly NodeInfo[]): GraphInfo {
  const ids = (references: readonly Reference[]): string[] => [...new Set(references.map(({ id }) => id))];
  return {
    nodes: [...nodes].sort((a, b) => order[a.kind] - order[b.kind]).map(({ nodeId, kind, componentId, pipelines }) => ({ nodeId, kind, componentId, pipelines })),
    pipelines: builtPipelines(config).map(({ exporters, id, processors, receivers, signal }) => ({
      pipelineId: id, signal, receivers: ids(receivers), processors: ids(processors), exporters: ids(exporters),
    })),
    extensions: config.serviceExtensions.map(({ id }) => id),
  };
}
