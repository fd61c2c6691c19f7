import type { ServiceView } from '#common/contract/lab.ts';

/** One part of a collector, as listed in its column. */
export interface PartInput {
  readonly nodeId: string;
  readonly label: string;
}
export interface MapInput {
  readonly services: readonly Pick<ServiceView, 'name' | 'kind' | 'calls' | 'tracing'>[];
  readonly collectors: readonly { readonly name: string; readonly parts: readonly PartInput[] }[];
  readonly backends: readonly string[];
}
/** Room to draw in, CSS pixels. */
export interface MapRoom {
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface MapNode extends Box {
  readonly name: string;
  readonly kind: 'service' | 'collector' | 'backend';
}
export interface MapEdge {
  /** The hop's name in LabStats: `web->visits`. */
  readonly hop: string;
  readonly from: string;
  readonly to: string;
  readonly kind: 'request' | 'async' | 'telemetry';
  /** Corners of an orthogonal line, in the order data travels. */
  readonly points: readonly Point[];
}
export interface MapLayout extends MapRoom {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** Places of a collector's parts, by `collector/nodeId`. */
  readonly parts: ReadonlyMap<string, Box>;
  /** Where the telemetry of all services runs together; null when nobody sends any. */
  readonly trunk: readonly Point[] | null;
}

export const nodeSize = { width: 132, height: 52 } as const;
const collectorWidth = 184;
const partHeight = 34;
const partGap = 6;
const collectorHead = 38;
const margin = 24;
const entryRoom = 72;
const trunkY = 28;
const minimum = { columnGap: 56, rowGap: 36 };
const maximum = { columnGap: 150, rowGap: 96 };

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Columns of services: a service stands one to the right of the last one that calls it. Cycles are cut where they close. */
export function serviceColumns(services: MapInput['services']): string[][] {
  const column = new Map(services.map(({ name }) => [name, 0]));
  for (let round = 0; round < services.length; round += 1) {
    for (const { name, calls } of services) {
      for (const callee of calls) {
        const next = (column.get(name) ?? 0) + 1;
        if (column.has(callee) && callee !== name && (column.get(callee) ?? 0) < next && next < services.length) column.set(callee, next);
      }
    }
  }
  const columns: string[][] = [];
  for (const { name } of services) (columns[column.get(name) ?? 0] ??= []).push(name);
  return columns.filter((names) => names.length > 0);
}

const collectorHeight = (parts: number): number => collectorHead + Math.max(1, parts) * (partHeight + partGap) + 8;

/**
 * Places the fixed clinic map: services left to right in the order of their calls, then the collector, then the backends. Stretches its gaps to the
 * room it has, within bounds; asks for more room than it was given when the smallest gaps do not fit.
 */
export function layoutMap(input: MapInput, room: MapRoom): MapLayout {
  const columns = serviceColumns(input.services);
  const extraColumns = (input.collectors.length > 0 ? collectorWidth : 0) + (input.backends.length > 0 ? nodeSize.width : 0);
  const gaps = columns.length - 1 + (input.collectors.length > 0 ? 1 : 0) + (input.backends.length > 0 ? 1 : 0);
  const fixedWidth = entryRoom + columns.length * nodeSize.width + extraColumns + margin;
  const columnGap = clamp((room.width - fixedWidth) / Math.max(1, gaps), minimum.columnGap, maximum.columnGap);
  const tallest = Math.max(1, ...columns.map((names) => names.length));
  const highestCollector = Math.max(0, ...input.collectors.map(({ parts }) => collectorHeight(parts.length)));
  const rowGap = clamp((room.height - 140 - tallest * nodeSize.height) / tallest, minimum.rowGap, maximum.rowGap);
  const usedHeight = Math.max(tallest * (nodeSize.height + rowGap) - rowGap, highestCollector);
  const width = Math.max(room.width, fixedWidth + gaps * columnGap);
  const height = Math.max(room.height, usedHeight + 140);
  // Wide rooms centre the picture instead of leaving one side empty.
  const left = entryRoom + Math.max(0, (width - (fixedWidth + gaps * columnGap)) / 2);
  const middle = Math.round((height + trunkY - 28) / 2);

  const nodes: MapNode[] = [];
  const place = (kind: MapNode['kind'], name: string, box: Box): void => void nodes.push({ kind, name, ...box });
  let x = left;
  for (const names of columns) {
    const total = names.length * nodeSize.height + (names.length - 1) * rowGap;
    names.forEach((name, row) => place('service', name, { x: Math.round(x), y: Math.round(middle - total / 2 + row * (nodeSize.height + rowGap)), ...nodeSize }));
    x += nodeSize.width + columnGap;
  }
  const parts = new Map<string, Box>();
  for (const collector of input.collectors) {
    const box = { x: Math.round(x), y: Math.round(middle - collectorHeight(collector.parts.length) / 2), width: collectorWidth, height: collectorHeight(collector.parts.length) };
    place('collector', collector.name, box);
    collector.parts.forEach(({ nodeId }, row) => parts.set(`${collector.name}/${nodeId}`, {
      x: box.x + 10, y: box.y + collectorHead + row * (partHeight + partGap), width: collectorWidth - 20, height: partHeight,
    }));
  }
  if (input.collectors.length > 0) x += collectorWidth + columnGap;
  input.backends.forEach((name, row) => {
    const total = input.backends.length * 68 + (input.backends.length - 1) * rowGap;
    place('backend', name, { x: Math.round(x), y: Math.round(middle - total / 2 + row * (68 + rowGap)), width: nodeSize.width, height: 68 });
  });
  return { width, height, nodes, parts, ...connect(input, nodes) };
}

function connect(input: MapInput, nodes: readonly MapNode[]): Pick<MapLayout, 'edges' | 'trunk'> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const edges: MapEdge[] = [];
  const entry = input.services[0] === undefined ? undefined : byName.get(input.services[0].name);
  if (entry !== undefined) {
    const y = entry.y + entry.height / 2;
    edges.push({ hop: `client->${entry.name}`, from: 'client', to: entry.name, kind: 'request', points: [{ x: entry.x - entryRoom + 20, y }, { x: entry.x, y }] });
  }
  for (const { name, calls, kind } of input.services) {
    const from = byName.get(name);
    for (const callee of calls) {
      const to = byName.get(callee);
      const calledKind = input.services.find((service) => service.name === callee)?.kind;
      const isAsync = kind === 'queue' || calledKind === 'queue';
      if (from !== undefined && to !== undefined) edges.push({ hop: `${name}->${callee}`, from: name, to: callee, kind: isAsync ? 'async' : 'request', points: acrossPoints(from, to) });
    }
  }
  const collector = nodes.find(({ kind }) => kind === 'collector');
  if (collector === undefined) return { edges, trunk: null };
  for (const backend of nodes.filter(({ kind }) => kind === 'backend')) {
    edges.push({ hop: `${collector.name}->${backend.name}`, from: collector.name, to: backend.name, kind: 'telemetry', points: acrossPoints(collector, backend) });
  }
  const senders = input.services.filter(({ tracing }) => tracing).map(({ name }) => byName.get(name)).filter((node) => node !== undefined);
  const drop = { x: collector.x + collector.width / 2, y: collector.y };
  for (const sender of senders) {
    const points = [...risePoints(sender, nodes), { x: drop.x, y: trunkY }, drop];
    edges.push({ hop: `${sender.name}->${collector.name}`, from: sender.name, to: collector.name, kind: 'telemetry', points });
  }
  const first = senders.length === 0 ? null : Math.min(...edges.filter(({ kind, to }) => kind === 'telemetry' && to === collector.name).flatMap(({ points }) => points.map(({ x }) => x)));
  return { edges, trunk: first === null ? null : [{ x: first, y: trunkY }, { x: drop.x, y: trunkY }, drop] };
}

/** From the right side of one box to the left side of another, with one bend in the middle of the gap before the target. */
function acrossPoints(from: Box, to: Box): Point[] {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  if (Math.abs(start.y - end.y) < 1) return [start, { x: end.x, y: start.y }];
  const bend = Math.round(Math.max(start.x + 12, end.x - 52));
  return [start, { x: bend, y: start.y }, { x: bend, y: end.y }, end];
}

/** From a sender up to the trunk: straight up when nothing stands above, else out at its right side first. */
function risePoints(sender: MapNode, nodes: readonly MapNode[]): Point[] {
  const isBlocked = nodes.some((other) => other !== sender && other.x === sender.x && other.y < sender.y);
  if (!isBlocked) {
    const x = sender.x + sender.width / 2;
    return [{ x, y: sender.y }, { x, y: trunkY }];
  }
  const x = sender.x + sender.width + 14;
  const y = sender.y + 14;
  return [{ x: sender.x + sender.width, y }, { x, y }, { x, y: trunkY }];
}

/** An SVG path through `points` with corners of at most `radius`. */
export function roundedPath(points: readonly Point[], radius = 8): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${String(first.x)} ${String(first.y)}`;
  let previous = first;
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    if (next === undefined) {
      path += `L${String(point.x)} ${String(point.y)}`;
      return;
    }
    const bend = Math.min(radius, distance(previous, point) / 2, distance(point, next) / 2);
    const before = towards(point, previous, bend);
    const after = towards(point, next, bend);
    path += `L${String(before.x)} ${String(before.y)}Q${String(point.x)} ${String(point.y)} ${String(after.x)} ${String(after.y)}`;
    previous = point;
  });
  return path;
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

function towards(from: Point, to: Point, length: number): Point {
  const all = distance(from, to);
  return all === 0 ? from : { x: from.x + ((to.x - from.x) * length) / all, y: from.y + ((to.y - from.y) * length) / all };
}

/** Length of the line through `points`. */
export function pathLength(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, point, index) => sum + distance(points[index] ?? point, point), 0);
}

/** The point `along` pixels from the start of the line; its end when that is longer than the line. */
export function pointAlong(points: readonly Point[], along: number): Point {
  let left = along;
  let from = points[0] ?? { x: 0, y: 0 };
  for (const to of points.slice(1)) {
    const length = distance(from, to);
    if (left <= length) return towards(from, to, Math.max(0, left));
    left -= length;
    from = to;
  }
  return from;
}
