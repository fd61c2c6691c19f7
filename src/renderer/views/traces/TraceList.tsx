import { TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceSummary } from '#common/contract/telemetry.ts';
import { slowMillis } from '../../app/slow.ts';
import { useElementSize } from '../../app/useElementSize.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatDuration } from '../../ui/formatDuration.ts';
import { visibleRange } from './traceRows.ts';
import styles from './TraceList.module.css';

interface TraceListProps {
  readonly traces: readonly TraceSummary[];
  readonly selectedTraceId: string | null;
  readonly onSelect: (traceId: string) => void;
}

const rowHeight = 40;

/** The newest traces; only the rows in view exist. One tab stop: arrows, Home and End move the selection. */
export function TraceList({ traces, selectedTraceId, onSelect }: TraceListProps): ReactElement {
  const { t } = useTranslation('traces');
  const [scrollTop, setScrollTop] = useState(0);
  const [ref, size] = useElementSize();
  const id = useId();
  const range = visibleRange({ scrollTop, height: size?.height ?? 0, rowHeight, count: traces.length });
  const selectedIndex = traces.findIndex(({ traceId }) => traceId === selectedTraceId);
  const longest = Math.max(1, ...traces.map(({ durationNanos }) => durationNanos));
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const target = { ArrowDown: selectedIndex + 1, ArrowUp: Math.max(0, selectedIndex - 1), Home: 0, End: traces.length - 1 }[event.key];
    const trace = target === undefined ? undefined : traces[Math.min(target, traces.length - 1)];
    if (target === undefined || trace === undefined) return;
    event.preventDefault();
    onSelect(trace.traceId);
    keepInView(event.currentTarget, Math.min(target, traces.length - 1) * rowHeight, rowHeight, 0);
  };
  return (
    <div className={styles['panel']}>
      <div className={styles['head']} aria-hidden><span>{t('newestFirst')}</span><span>{t('duration')}</span></div>
      <div
        ref={ref} className={styles['list']} role="listbox" tabIndex={0} aria-label={t('list')} onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)} onKeyDown={onKeyDown}
        aria-activedescendant={selectedIndex >= range.start && selectedIndex < range.end ? `${id}${String(selectedIndex)}` : undefined}
      >
        <div role="presentation" style={{ height: range.start * rowHeight }} />
        {traces.slice(range.start, range.end).map((trace, offset) => (
          <TraceOption key={trace.traceId} trace={trace} id={`${id}${String(range.start + offset)}`} position={range.start + offset + 1} count={traces.length} selected={trace.traceId === selectedTraceId} longest={longest} onSelect={onSelect} />
        ))}
        <div role="presentation" style={{ height: (traces.length - range.end) * rowHeight }} />
      </div>
    </div>
  );
}

interface TraceOptionProps {
  readonly trace: TraceSummary;
  readonly id: string;
  readonly position: number;
  readonly count: number;
  readonly selected: boolean;
  readonly longest: number;
  readonly onSelect: (traceId: string) => void;
}

function TraceOption({ trace, id, position, count, selected, longest, onSelect }: TraceOptionProps): ReactElement {
  const { t } = useTranslation('traces');
  const isSlow = trace.durationNanos >= slowMillis * 1e6;
  const marks = [
    ...(trace.errorCount > 0 ? [t('error', { count: trace.errorCount })] : []), ...(isSlow ? [t('slow')] : []), ...(trace.orphanCount > 0 ? [t('orphans', { count: trace.orphanCount })] : []),
  ];
  return (
    <div
      id={id} role="option" aria-selected={selected} aria-posinset={position} aria-setsize={count} className={classNames(styles['row'], selected && styles['selected'])} onClick={() => onSelect(trace.traceId)}
      aria-label={[trace.rootName, formatDuration(trace.durationNanos), t('services', { count: trace.services.length }), t('spans', { count: trace.spanCount }), ...marks].join(', ')}
    >
      <span className={styles['name']}>{trace.rootName}</span>
      <span className={classNames(styles['duration'], isSlow && styles['slow'], trace.errorCount > 0 && styles['failed'])}>
        {trace.errorCount > 0 ? <X size={13} strokeWidth={2.25} aria-hidden /> : null}
        {isSlow ? <TriangleAlert size={13} strokeWidth={2} aria-hidden /> : null}
        {formatDuration(trace.durationNanos)}
      </span>
      <span className={styles['track']}>
        <i className={classNames(isSlow && styles['slowBar'], trace.errorCount > 0 && styles['failedBar'])} style={{ width: `${String((100 * trace.durationNanos) / longest)}%` }} />
      </span>
    </div>
  );
}

/** Scrolls `element` just enough to show the stretch from `top` on; `covered` pixels at its upper edge lie under a sticky head. */
export function keepInView(element: HTMLElement, top: number, height: number, covered: number): void {
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + height + covered > element.scrollTop + element.clientHeight) element.scrollTop = top + height + covered - element.clientHeight;
}
