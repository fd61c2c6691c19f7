import { type ReactElement, useEffect, useRef } from 'react';
import { serviceColour } from '../../ui/serviceColour.ts';
import { advance, type Dot, isStill, stillFlow } from './flow.ts';
import { type MapLayout, pointAlong } from './mapLayout.ts';
import styles from './MapPicture.module.css';

interface FlowCanvasProps {
  readonly layout: MapLayout;
  /** By hop, from LabStats. */
  readonly perSecond: Readonly<Record<string, number>>;
  /** Changes with the theme: colours are looked up again. */
  readonly dark: boolean;
}

/** Everything that moves on the map, on one canvas. Draws only while something flows: an idle map costs nothing. */
export function FlowCanvas({ layout, perSecond, dark }: FlowCanvasProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const state = useRef(stillFlow);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current === null || context === null || context === undefined) return undefined;
    const ratio = devicePixelRatio;
    canvas.current.width = layout.width * ratio;
    canvas.current.height = layout.height * ratio;
    const colours = colourLookup(canvas.current);
    const senders = new Set(layout.nodes.filter(({ kind }) => kind === 'service').map(({ name }) => name));
    let frame = 0;
    let last = performance.now();
    // Dots keep their place when the map is laid out anew.
    const byHop = new Map(layout.edges.map((edge) => [edge.hop, edge]));
    state.current = { ...state.current, dots: state.current.dots.flatMap(({ edge, along }) => {
      const now = byHop.get(edge.hop);
      return now === undefined ? [] : [{ edge: now, along }];
    }) };
    const draw = (now: number): void => {
      state.current = advance(state.current, layout.edges, perSecond, Math.min(0.1, (now - last) / 1000));
      last = now;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, layout.width, layout.height);
      for (const dot of state.current.dots) drawDot(context, dot, { colours, senders });
      if (!isStill(state.current)) frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [layout, perSecond, dark]);

  return <canvas ref={canvas} className={styles['flow']} style={{ width: layout.width, height: layout.height }} aria-hidden />;
}

type ColourLookup = (colour: string) => string;

/** Turns `var(--s1)` into what the page makes of it now; a canvas knows no custom properties. */
function colourLookup(element: HTMLElement): ColourLookup {
  const known = new Map<string, string>();
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    element.style.color = colour;
    const resolved = getComputedStyle(element).color;
    element.style.color = '';
    known.set(colour, resolved);
    return resolved;
  };
}

/** Spans carry their service's colour until the collector has mixed them. */
function drawDot(context: CanvasRenderingContext2D, { edge, along }: Dot, { colours, senders }: { readonly colours: ColourLookup; readonly senders: ReadonlySet<string> }): void {
  const { x, y } = pointAlong(edge.points, along);
  context.strokeStyle = colours('var(--bg)');
  context.lineWidth = 1;
  context.beginPath();
  if (edge.kind === 'telemetry') {
    context.fillStyle = colours(senders.has(edge.from) ? serviceColour(edge.from).colour : 'var(--accent)');
    context.roundRect(x - 3, y - 3, 6, 6, 1);
  } else {
    context.fillStyle = colours('var(--ink)');
    context.arc(x, y, 3.5, 0, 2 * Math.PI);
  }
  context.fill();
  context.stroke();
}
