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

const nodeHeight = 52;
const backendHeight = 68;
/** Boxes on a wide map, and on those that would otherwise have to scroll sideways. */
const wide = { node: 132, collector: 184, entry: 72, margin: 24, columnGap: 56 } as const;
const narrow = { node: 106, collector: 148, entry: 48, margin: 16, columnGap: 20 } as const;
const tight = { node: 92, collector: 128, entry: 28, margin: 8, columnGap: 12 } as const;
type Sizes = typeof wide | typeof narrow | typeof tight;
/** A part shows its name over its number, or beside it where height is short. */
const partHeights = { tall: 34, short: 20 } as const;
const partGap = 6;
const collectorHead = 38;
const trunkY = 28;
/** Trunk above, legend below. */
const frame = { tall: 140, short: 96 } as const;
const minimumRowGap = 28;
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

interface Measures {
  readonly sizes: Sizes;
  readonly partHeight: number;
  readonly columnGap: number;
  readonly rowGap: number;
  /** Left edge of the first column. */
  readonly left: number;
  readonly middle: number;
}

const collectorHeight = (parts: number, partHeight: number): number => collectorHead + Math.max(1, parts) * (partHeight + partGap) + 4;

/**
 * Places the fixed clinic map: services left to right in the order of their calls, then the collector, then the backends. Stretches its gaps to the
 * room it has, within bounds, and makes its boxes smaller in a small room; asks for more room than it was given when even that does not fit.
 */
export function layoutMap(input: MapInput, room: MapRoom): MapLayout {
  const columns = serviceColumns(input.services);
  const { width, height, measures } = measure(input, room, columns);
  const { sizes, partHeight, columnGap, rowGap, middle } = measures;
  const nodes: MapNode[] = [];
  const parts = new Map<string, Box>();
  let x = measures.left;
  const stack = (kind: MapNode['kind'], names: readonly string[], box: { readonly width: number; readonly height: number }): void => {
    const total = names.length * box.height + (names.length - 1) * rowGap;
    names.forEach((name, row) => nodes.push({ kind, name, x: Math.round(x), y: Math.round(middle - total / 2 + row * (box.height + rowGap)), ...box }));
    if (names.length > 0) x += box.width + columnGap;
  };
  for (const names of columns) stack('service', names, { width: sizes.node, height: nodeHeight });
  for (const { name, parts: listed } of input.collectors) {
    const box = { x: Math.round(x), y: Math.max(trunkY + 20, Math.round(middle - collectorHeight(listed.length, partHeight) / 2)), width: sizes.collector, height: collectorHeight(listed.length, partHeight) };
    nodes.push({ kind: 'collector', name, ...box });
    listed.forEach(({ nodeId }, row) => parts.set(`${name}/${nodeId}`, { x: box.x + 10, y: box.y + collectorHead + row * (partHeight + partGap), width: box.width - 20, height: partHeight }));
  }
  if (input.collectors.length > 0) x += sizes.collector + columnGap;
  stack('backend', input.backends, { width: sizes.node, height: backendHeight });
  return { width, height, nodes, parts, ...connect(input, nodes, sizes.entry) };
}

/** Which boxes and gaps fit the room. */
function measure(input: MapInput, room: MapRoom, columns: readonly (readonly string[])[]): MapRoom & { readonly measures: Measures } {
  const hasCollector = input.collectors.length > 0;
  const hasBackend = input.backends.length > 0;
  const gaps = Math.max(1, columns.length - 1 + (hasCollector ? 1 : 0) + (hasBackend ? 1 : 0));
  const boxes = (sizes: Sizes): number => sizes.entry + columns.length * sizes.node + (hasCollector ? sizes.collector : 0) + (hasBackend ? sizes.node : 0) + sizes.margin;
  const sizes = [wide, narrow].find((candidate) => boxes(candidate) + gaps * candidate.columnGap <= room.width) ?? tight;
  const columnGap = clamp((room.width - boxes(sizes)) / gaps, sizes.columnGap, maximum.columnGap);
  const mostParts = Math.max(0, ...input.collectors.map(({ parts }) => parts.length));
  const isShort = collectorHeight(mostParts, partHeights.tall) + frame.tall > room.height;
  const partHeight = isShort ? partHeights.short : partHeights.tall;
  const around = isShort ? frame.short : frame.tall;
  const tallest = Math.max(1, ...columns.map((names) => names.length));
  const rowGap = clamp((room.height - around - tallest * nodeHeight) / tallest, minimumRowGap, maximum.rowGap);
  const usedHeight = Math.max(tallest * (nodeHeight + rowGap) - rowGap, collectorHeight(mostParts, partHeight));
  const width = Math.max(room.width, boxes(sizes) + gaps * columnGap);
  const height = Math.max(room.height, usedHeight + around);
  // Wide rooms centre the picture instead of leaving one side empty; its middle is that between trunk and legend.
  const left = sizes.entry + (width - (boxes(sizes) + gaps * columnGap)) / 2;
  return { width, height, measures: { sizes, partHeight, columnGap, rowGap, left, middle: Math.round((height - 8) / 2) } };
}

function connect(input: MapInput, nodes: readonly MapNode[], entryRoom: number): Pick<MapLayout, 'edges' | 'trunk'> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const edges: MapEdge[] = [];
  const entry = input.services[0] === undefined ? undefined : byName.get(input.services[0].name);
  if (entry !== undefined) {
    const y = entry.y + entry.height / 2;
    edges.push({ hop: `client->${entry.name}`, from: 'client', to: entry.name, kind: 'request', points: [{ x: entry.x - entryRoom + Math.min(20, entryRoom / 6), y }, { x: entry.x, y }] });
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
  const bend = Math.round(Math.max(start.x + Math.min(12, (end.x - start.x) / 3), end.x - 52));
  return [start, { x: bend, y: start.y }, { x: bend, y: end.y }, end];
}

/** From a sender up to the trunk: straight up when nothing stands above, else out at its right side first. */
function risePoints(sender: MapNode, nodes: readonly MapNode[]): Point[] {
  const isBlocked = nodes.some((other) => other !== sender && other.x === sender.x && other.y < sender.y);
  if (!isBlocked) {
    const x = sender.x + sender.width / 2;
    return [{ x, y: sender.y }, { x, y: trunkY }];
  }
  const right = nodes.filter((other) => other.x > sender.x).map((other) => other.x - sender.x - sender.width);
  const x = Math.round(sender.x + sender.width + Math.min(14, Math.min(...right, 28) / 2));
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
