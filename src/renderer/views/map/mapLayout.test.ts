import { describe, expect, it } from 'vitest';
import { layoutMap, type MapInput, pathLength, pointAlong, roundedPath, serviceColumns } from './mapLayout.ts';

const clinic: MapInput = {
  services: [
    { name: 'web', kind: 'service', calls: ['visits'], tracing: true },
    { name: 'visits', kind: 'service', calls: ['vets', 'billing'], tracing: true },
    { name: 'vets', kind: 'service', calls: [], tracing: true },
    { name: 'billing', kind: 'service', calls: [], tracing: true },
  ],
  collectors: [{ name: 'collector', parts: [{ nodeId: 'receiver/otlp', label: 'otlp' }, { nodeId: 'exporter/debug', label: 'debug' }] }],
  backends: ['tempo'],
};
const room = { width: 1096, height: 456 };

describe('serviceColumns', () => {
  it('puts a service to the right of everyone who calls it', () => {
    expect(serviceColumns(clinic.services)).toEqual([['web'], ['visits'], ['vets', 'billing']]);
  });

  it('ends when services call each other', () => {
    const names = serviceColumns([{ name: 'a', kind: 'service', calls: ['b'], tracing: true }, { name: 'b', kind: 'service', calls: ['a'], tracing: true }]).flat();

    expect(names.sort()).toEqual(['a', 'b']);
  });
});

describe('layoutMap', () => {
  it('keeps every node inside and apart from the others', () => {
    const { nodes, width, height } = layoutMap(clinic, room);

    expect(nodes.map(({ name }) => name)).toEqual(['web', 'visits', 'vets', 'billing', 'collector', 'tempo']);
    for (const [index, node] of nodes.entries()) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.x + node.width).toBeLessThanOrEqual(width);
      expect(node.y).toBeGreaterThan(28);
      expect(node.y + node.height).toBeLessThanOrEqual(height);
      const overlaps = nodes.slice(index + 1).some((other) => node.x < other.x + other.width && other.x < node.x + node.width && node.y < other.y + other.height && other.y < node.y + node.height);
      expect(overlaps).toBe(false);
    }
  });

  it('draws every line orthogonally, between the sides of its nodes', () => {
    const { edges } = layoutMap(clinic, room);

    expect(edges.map(({ hop }) => hop)).toEqual([
      'client->web', 'web->visits', 'visits->vets', 'visits->billing', 'collector->tempo', 'web->collector', 'visits->collector', 'vets->collector', 'billing->collector',
    ]);
    for (const { points } of edges) {
      points.slice(1).forEach((point, index) => expect(point.x === points[index]!.x || point.y === points[index]!.y).toBe(true));
    }
  });

  it('routes telemetry around the node that stands above its sender', () => {
    const { edges, nodes } = layoutMap(clinic, room);
    const vets = nodes.find(({ name }) => name === 'vets')!;
    const line = edges.find(({ hop }) => hop === 'billing->collector')!;

    const isInside = (x: number): boolean => x > vets.x && x < vets.x + vets.width;
    expect(line.points.some(({ x }, index) => index > 0 && isInside(x))).toBe(false);
  });

  it('has no trunk while nobody traces', () => {
    const { trunk, edges } = layoutMap({ ...clinic, services: clinic.services.map((service) => ({ ...service, tracing: false })) }, room);

    expect(trunk).toBeNull();
    expect(edges.some(({ to }) => to === 'collector')).toBe(false);
  });

  it('asks for more room than it was given when its smallest gaps do not fit', () => {
    const { width, height } = layoutMap(clinic, { width: 300, height: 100 });

    expect(width).toBeGreaterThan(500);
    expect(height).toBeGreaterThan(200);
  });

  const whole: MapInput = {
    ...clinic,
    services: [
      ...clinic.services.map((service) => (service.name === 'visits' ? { ...service, calls: [...service.calls, 'queue'] } : service.name === 'billing' ? { ...service, calls: ['cardpay'] } : service)),
      { name: 'queue', kind: 'queue', calls: ['notifier'], tracing: false }, { name: 'cardpay', kind: 'external', calls: [], tracing: false }, { name: 'notifier', kind: 'service', calls: [], tracing: true },
    ],
  };

  it.each([1440, 1052, 800, 720])('fits %i px without scrolling sideways', (available) => {
    const { width, nodes } = layoutMap(whole, { width: available, height: 400 });

    expect(width).toBe(available);
    expect(Math.max(...nodes.map((node) => node.x + node.width))).toBeLessThanOrEqual(available);
  });
});

describe('roundedPath', () => {
  it('rounds corners and ends at the last point', () => {
    expect(roundedPath([{ x: 0, y: 0 }, { x: 20, y: 0 }, { x: 20, y: 40 }])).toBe('M0 0L12 0Q20 0 20 8L20 40');
  });
});

describe('pointAlong', () => {
  const points = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 30 }];

  it('walks the line, and stays at its end', () => {
    expect(pathLength(points)).toBe(40);
    expect(pointAlong(points, 15)).toEqual({ x: 10, y: 5 });
    expect(pointAlong(points, 400)).toEqual({ x: 10, y: 30 });
  });
});
