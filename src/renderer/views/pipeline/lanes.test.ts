import { describe, expect, it } from 'vitest';
import type { GraphView } from '#common/contract/collector.ts';
import { countsByComponent, lanes } from './lanes.ts';

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

describe('countsByComponent', () => {
  it('adds up a component that stands in two pipelines', () => {
    const one = { inItems: 5, outItems: 4, droppedItems: 1, itemsPerSecond: 2 };

    expect(countsByComponent(graph, { 'traces/processor/batch': one, 'metrics/processor/batch': { ...one, inItems: 7 } })).toEqual([
      { kind: 'processor', componentId: 'batch', inItems: 12, outItems: 8, droppedItems: 2, itemsPerSecond: 4 },
    ]);
  });
});
