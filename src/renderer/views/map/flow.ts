import { type MapEdge, pathLength } from './mapLayout.ts';

/** One thing under way on a line. */
export interface Dot {
  readonly edge: MapEdge;
  /** Pixels from the start of the line. */
  readonly along: number;
}
export interface FlowState {
  readonly dots: readonly Dot[];
  /** How much of the next dot each hop has saved up, 0 to 1. */
  readonly due: ReadonlyMap<string, number>;
}

export const stillFlow: FlowState = { dots: [], due: new Map() };

/** Pixels per second. Telemetry has further to go. */
const speed = { request: 110, async: 110, telemetry: 240 } as const;
/** A line with more traffic shows this many dots a second: beyond, dots are noise. */
const mostPerSecond = 3;

/** The dots `seconds` later: those under way move on, and each hop sends new ones at its rate (`perSecond`, by hop). */
export function advance(state: FlowState, edges: readonly MapEdge[], perSecond: Readonly<Record<string, number>>, seconds: number): FlowState {
  const dots: Dot[] = [];
  for (const { edge, along } of state.dots) {
    const next = along + speed[edge.kind] * seconds;
    if (next < pathLength(edge.points)) dots.push({ edge, along: next });
  }
  const due = new Map<string, number>();
  for (const edge of edges) {
    const rate = Math.min(mostPerSecond, perSecond[edge.hop] ?? 0);
    if (rate <= 0) continue;
    // A hop that just woke up shows its first dot at once: the learner pressed a button and looks for it.
    const saved = (state.due.get(edge.hop) ?? 1) + rate * seconds;
    if (saved >= 1) dots.push({ edge, along: 0 });
    due.set(edge.hop, saved >= 1 ? Math.min(saved - 1, 1) : saved);
  }
  return { dots, due };
}

/** Nothing moves and nothing will: the animation may stop. */
export function isStill(state: FlowState): boolean {
  return state.dots.length === 0 && state.due.size === 0;
}
