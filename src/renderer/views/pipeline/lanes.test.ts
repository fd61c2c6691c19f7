import { describe, expect, it } from 'vitest';
import type { GraphView } from '#common/contract/collector.ts';
import { countInLane, countsByComponent, lanes } from './lanes.ts';

const node = (nodeId: string, kind: GraphView['nodes'][number]['kind'], componentId: string, ...pipelines: string[]) => ({ nodeId, kind, componentId, pipelines });
const graph: GraphView = {
  nodes: [
    node('receiver/otlp', 'receiver', 'otlp', 'traces', 'metrics'),
    node('traces/processor/batch', 'processor', 'batch', 'traces'),
    node('traces/processor/memory_limiter', 'processor', 'memory_limiter', 'traces'),
    node('metrics/processor/batch', 'processor', 'batch', 'metrics'),
    node('connector/count', 'connector', 'count', 'traces', 'metrics'),
    node('exporter/debug/traces', 'exporter', 'debug', 'traces'),
  ],
  pipelines: [
    { pipelineId: 'traces', signal: 'traces', receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['debug', 'count'] },
    { pipelineId: 'metrics', signal: 'metrics', receivers: ['count'], processors: ['batch'], exporters: [] },
  ],
  extensions: [],
};

describe('lanes', () => {
  it('puts the nodes of each pipeline in the order data passes them', () => {
    expect(lanes(graph).map(({ pipelineId, columns }) => [pipelineId, ...columns.map((column) => column.map(({ nodeId }) => nodeId).join('+'))])).toEqual([
      ['traces', 'receiver/otlp', 'traces/processor/memory_limiter', 'traces/processor/batch', 'exporter/debug/traces+connector/count'],
      ['metrics', 'connector/count', 'metrics/processor/batch'],
    ]);
  });
});

describe('countInLane', () => {
  const shared: GraphView = {
    ...graph,
    pipelines: [
      { pipelineId: 'traces', signal: 'traces', receivers: ['otlp'], processors: ['batch'], exporters: [] },
      { pipelineId: 'metrics', signal: 'metrics', receivers: ['otlp'], processors: ['batch'], exporters: [] },
    ],
  };
  const otlp = graph.nodes[0]!;
  const all = { inItems: 9, outItems: 9, droppedItems: 0, itemsPerSecond: 3 };
  const counts = { 'receiver/otlp': all, 'traces/processor/batch': { inItems: 7, outItems: 5, droppedItems: 1, itemsPerSecond: 2 }, 'metrics/processor/batch': { ...all, inItems: 0, itemsPerSecond: 0 } };

  it('splits a receiver of several pipelines by what each lane took in', () => {
    expect(lanes(shared).map((lane) => countInLane(lane, otlp, counts))).toEqual([
      { inItems: 7, outItems: 7, droppedItems: 0, itemsPerSecond: 2 },
      { inItems: 0, outItems: 0, droppedItems: 0, itemsPerSecond: 0 },
    ]);
  });

  it('tells nothing where the lane cannot', () => {
    const [, lane] = lanes({ ...shared, pipelines: [shared.pipelines[0]!, { ...shared.pipelines[1]!, processors: [] }] });

    expect(countInLane(lane!, otlp, counts)).toBeUndefined();
  });

  it('leaves a receiver of one pipeline its own count', () => {
    expect(countInLane(lanes(shared)[0]!, { ...otlp, pipelines: ['traces'] }, counts)).toBe(all);
  });
});

describe('countsByComponent', () => {
  it('adds up a component that stands in two pipelines', () => {
    const one = { inItems: 5, outItems: 4, droppedItems: 1, itemsPerSecond: 2 };

    expect(countsByComponent(graph, { 'traces/processor/batch': one, 'metrics/processor/batch': { ...one, inItems: 7 } })).toEqual([
      { kind: 'processor', componentId: 'batch', inItems: 12, outItems: 8, droppedItems: 2, itemsPerSecond: 4 },
    ]);
  });
});
