import { expect, it } from 'vitest';
import type { GraphView } from '#common/contract/collector.ts';
import { collectorParts } from './collectorParts.ts';

it('lists parts in the order spans pass them, a connector behind what feeds it', () => {
  const graph: GraphView = {
    nodes: [
      { nodeId: 'receiver/otlp', kind: 'receiver', componentId: 'otlp', pipelines: ['traces/in'] },
      { nodeId: 'connector/forward/traces/traces', kind: 'connector', componentId: 'forward', pipelines: ['traces/in', 'traces/out'] },
      { nodeId: 'traces/in/processor/batch', kind: 'processor', componentId: 'batch', pipelines: ['traces/in'] },
      { nodeId: 'traces/out/processor/span', kind: 'processor', componentId: 'span', pipelines: ['traces/out'] },
      { nodeId: 'exporter/debug/traces', kind: 'exporter', componentId: 'debug', pipelines: ['traces/in', 'traces/out'] },
    ],
    pipelines: [
      { pipelineId: 'traces/out', signal: 'traces', receivers: ['forward'], processors: ['span'], exporters: ['debug'] },
      { pipelineId: 'traces/in', signal: 'traces', receivers: ['otlp'], processors: ['batch'], exporters: ['forward', 'debug'] },
    ],
    extensions: [],
  };

  expect(collectorParts(graph).map(({ label }) => label)).toEqual(['otlp', 'batch', 'forward', 'span', 'debug']);
});
