import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRate } from '../../ui/formatDuration.ts';
import { type MapEdge, type MapLayout, roundedPath } from './mapLayout.ts';
import styles from './MapPicture.module.css';

interface MapLinesProps {
  readonly layout: MapLayout;
  readonly perSecond: Readonly<Record<string, number>>;
  /** Spans all services send together. */
  readonly spansPerSecond: number;
}

/** The lines of the map with their rates. The table says the same in words, so screen readers skip it. */
export function MapLines({ layout, perSecond, spansPerSecond }: MapLinesProps): ReactElement {
  const { t } = useTranslation('map');
  const arrow = useId();
  const drop = layout.trunk?.at(-1);
  return (
    <div aria-hidden>
      <svg className={styles['lines']} width={layout.width} height={layout.height}>
        <defs>
          <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto" markerUnits="userSpaceOnUse">
            <path d="M1 1l6 3-6 3" fill="none" stroke="var(--line2)" strokeWidth="1.25" />
          </marker>
        </defs>
        {layout.edges.map((edge) => (
          <path key={edge.hop} d={roundedPath(ownPart(edge, layout))} className={styles[edge.kind]} markerEnd={edge.kind === 'telemetry' ? undefined : `url(#${arrow})`} />
        ))}
        {layout.trunk === null ? null : <path d={roundedPath(layout.trunk)} className={styles['trunk']} />}
      </svg>
      {layout.edges.map((edge) => {
        const rate = perSecond[edge.hop] ?? 0;
        const place = labelPlace(edge);
        if (rate < 0.05 || place === null || place.room < leastRoom) return null;
        return <span key={edge.hop} className={styles['label']} style={{ left: place.x, top: place.y - 3 }}>{t('perSecond', { rate: formatRate(rate) })}</span>;
      })}
      {drop === undefined || drop.y < 76 ? null : (
        <span className={`${styles['label'] ?? ''} ${styles['beside'] ?? ''}`} style={{ left: drop.x + 10, top: 40 }}>
          <b>{t('otlp')}</b>
          {t('spansPerSecond', { rate: formatRate(spansPerSecond) })}
        </span>
      )}
    </div>
  );
}

/** Of a sender's telemetry only the way to the trunk: the trunk itself is drawn once. */
function ownPart(edge: MapEdge, { trunk }: MapLayout): MapEdge['points'] {
  const onTrunk = trunk?.[0]?.y;
  const joins = edge.kind === 'telemetry' ? edge.points.findIndex(({ y }) => y === onTrunk) : -1;
  return joins < 0 ? edge.points : edge.points.slice(0, joins + 1);
}

/** A stretch shorter than this, in pixels, has no place for "2.1/s": the table says it. */
const leastRoom = 34;

/** Above the last level stretch of a line. */
function labelPlace({ kind, points, to }: MapEdge): { readonly x: number; readonly y: number; readonly room: number } | null {
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined || end.y !== before.y || (kind === 'telemetry' && to === 'collector')) return null;
  return { x: (before.x + end.x) / 2 - 2, y: end.y, room: end.x - before.x };
}
