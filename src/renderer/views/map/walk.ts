import type { MapLayout, MapNode } from './mapLayout.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The node an arrow key leads to: right and left along the lines, up and down within the column. Null at the rim. */
export function walk({ nodes, edges }: Pick<MapLayout, 'nodes' | 'edges'>, from: string, direction: Direction): string | null {
  const start = nodes.find(({ name }) => name === from);
  if (start === undefined) return nodes[0]?.name ?? null;
  const candidates = direction === 'left' || direction === 'right' ? alongLines(nodes, edges, start, direction) : inColumn(nodes, start, direction);
  const nearest = candidates.toSorted((a, b) => Math.abs(middle(a) - middle(start)) - Math.abs(middle(b) - middle(start)))[0];
  return nearest?.name ?? null;
}

const middle = ({ y, height }: MapNode): number => y + height / 2;

function alongLines(nodes: readonly MapNode[], edges: MapLayout['edges'], start: MapNode, direction: 'left' | 'right'): MapNode[] {
  const lines = edges.filter(({ from, to }) => (direction === 'right' ? from : to) === start.name);
  // Requests first: telemetry leads from every service to the collector and would hide the way through the clinic.
  const requests = lines.filter(({ kind, from }) => kind !== 'telemetry' && from !== 'client');
  const names = new Set((requests.length > 0 ? requests : lines).map(({ from, to }) => (direction === 'right' ? to : from)));
  return nodes.filter(({ name }) => names.has(name));
}

function inColumn(nodes: readonly MapNode[], start: MapNode, direction: 'up' | 'down'): MapNode[] {
  return nodes.filter((node) => node.x === start.x && (direction === 'up' ? node.y < start.y : node.y > start.y));
}
