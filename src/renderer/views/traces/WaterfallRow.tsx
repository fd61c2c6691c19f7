import { ChevronRight, X } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpanRow } from '#common/contract/telemetry.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatDuration } from '../../ui/formatDuration.ts';
import { serviceColour } from '../../ui/serviceColour.ts';
import { ServiceSwatch } from '../../ui/ServiceSwatch.tsx';
import { KindGlyph } from './KindGlyph.tsx';
import { kindWord } from './kindWord.ts';
import { barIn, type TimeWindow } from './timeScale.ts';
import type { TraceRow } from './traceRows.ts';
import styles from './Waterfall.module.css';

interface WaterfallRowProps {
  readonly span: SpanRow;
  readonly row: Extract<TraceRow, { type: 'span' }>;
  /** Zero-based among the rows that could be shown. */
  readonly position: number;
  readonly id: string;
  readonly state: RowState;
  readonly window: TimeWindow;
}
/** Words apart by spaces, so that an unchanged row is recognised: `selected`, `active` (the keys are on it), `match` (the search found it), `current`. */
export type RowState = string;

/** One span. It hears no clicks itself: the tree reads `data-span` and `data-toggle`, so that rows stay as they are while others come and go. */
export const WaterfallRow = memo(function WaterfallRow({ span, row, position, id, state, window }: WaterfallRowProps): ReactElement {
  const { t } = useTranslation('traces');
  const label = t('rowLabel', { service: span.service, name: span.name, kind: t(kindWord[span.kind]), duration: formatDuration(span.durationNanos) });
  const isError = span.status === 'error';
  const words = state.split(' ');
  const isSelected = words.includes('selected');
  return (
    <div
      id={id} role="row" aria-level={row.level} aria-rowindex={position + 2} aria-selected={isSelected} data-span={span.spanId} aria-expanded={row.childCount > 0 ? row.expanded : undefined} aria-label={isError ? `${label}, ${t('rowError')}` : label}
      className={classNames(styles['row'], position % 2 === 1 && styles['even'], ...words.map((word) => styles[word]))}
    >
      <div role="gridcell" className={styles['nameCell']}>
        <span className={styles['indent']} style={{ width: (row.level - 1) * 13 }} />
        {row.childCount > 0 ? (
          <button
            type="button" tabIndex={-1} className={styles['twist']} data-toggle data-open={row.expanded ? '' : undefined} aria-label={row.expanded ? t('collapse', { name: span.name }) : t('expand', { name: span.name })}
          >
            <ChevronRight size={12} strokeWidth={1.75} aria-hidden />
          </button>
        ) : <span className={styles['leaf']} />}
        <ServiceSwatch service={span.service} />
        <span className={styles['kind']}><KindGlyph kind={span.kind} /></span>
        <span className={styles['service']}>{span.service}</span>
        <span className={styles['operation']} title={span.name}>{span.name}</span>
        {isError ? <span className={styles['error']}><X size={13} strokeWidth={2.5} aria-hidden /></span> : null}
        {row.childCount > 0 && !row.expanded ? <span className={styles['hidden']}>{t('hidden', { count: row.childCount })}</span> : null}
        <span className={styles['duration']}>{formatDuration(span.durationNanos)}</span>
      </div>
      <div role="gridcell" className={styles['timeCell']}><SpanBar span={span} window={window} /></div>
    </div>
  );
});

const percent = (fraction: number): string => `${String(fraction * 100)}%`;

function SpanBar({ span, window }: { readonly span: SpanRow; readonly window: TimeWindow }): ReactElement | null {
  const { t } = useTranslation('traces');
  const bar = barIn(window, span.startNanos, span.durationNanos);
  if (bar === null) return null;
  const right = bar.left + bar.width;
  // The name of who was called stands after the bar, or before it where there is more room.
  const peerPlace = right > 0.72 ? { right: percent(1 - bar.left) } : { left: `max(${percent(right)}, calc(${percent(bar.left)} + 3px))` };
  return (
    <>
      <i className={classNames(styles['bar'], bar.cutStart && styles['cutStart'], bar.cutEnd && styles['cutEnd'])} style={{ left: percent(bar.left), width: percent(bar.width), background: serviceColour(span.service).bar }} />
      {span.status === 'error' && !bar.cutEnd ? <i className={styles['endCap']} style={{ left: percent(right) }} /> : null}
      {span.peer === null ? null : <span className={styles['peer']} style={peerPlace}>{t('to', { peer: span.peer })}</span>}
    </>
  );
}
