import { TriangleAlert } from 'lucide-react';
import { type MouseEvent, type ReactElement, type ReactNode, useCallback, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceDetail } from '#common/contract/telemetry.ts';
import { useSettings } from '../../app/settings.ts';
import { useElementSize } from '../../app/useElementSize.ts';
import { formatDuration } from '../../ui/formatDuration.ts';
import { NameSplitter, nameLimits } from './NameSplitter.tsx';
import { type Tick, ticks } from './timeScale.ts';
import { visibleRange } from './traceRows.ts';
import { useCollapsed } from './useCollapsed.ts';
import type { SpanSearch } from './useSpanSearch.ts';
import { useWaterfallKeys } from './useWaterfallKeys.ts';
import { useZoom } from './useZoom.ts';
import styles from './Waterfall.module.css';
import { type RowState, WaterfallRow } from './WaterfallRow.tsx';

interface WaterfallProps {
  readonly trace: TraceDetail;
  readonly selectedSpanId: string | null;
  readonly onSelect: (spanId: string) => void;
  readonly search: SpanSearch;
}

const rowHeight = 24;
const headHeight = 28;

/** The spans of one trace over time. Only the rows in view exist; one tab stop, the keys of a tree grid. Give it a `key` per trace. */
export function Waterfall({ trace, selectedSpanId, onSelect, search }: WaterfallProps): ReactElement {
  const { t } = useTranslation('traces');
  const id = useId();
  const [measure, size] = useElementSize();
  const [scrollTop, setScrollTop] = useState(0);
  const grid = useRef<HTMLElement>(null);
  const whole = Math.max(1, trace.summary.durationNanos);
  const zoom = useZoom(whole);
  const tree = useCollapsed(trace.spans);
  const keys = useWaterfallKeys({ spans: trace.spans, tree, zoom, onSelect, rowHeight, headHeight });
  const range = visibleRange({ scrollTop, height: size?.height ?? 0, rowHeight, count: tree.rows.length });
  const { listen } = zoom;
  // The same function between renders: a new one would be taken off and put on again each time.
  const ref = useCallback((element: HTMLElement | null) => {
    grid.current = element;
    const stopMeasuring = measure(element);
    const stopZooming = listen(element);
    return () => {
      if (typeof stopMeasuring === 'function') stopMeasuring();
      stopZooming();
    };
  }, [measure, listen]);
  const current = search.matches[search.at];
  const showCurrent = useEffectEvent(() => {
    if (current !== undefined && grid.current !== null) keys.show(current, grid.current);
  });
  useEffect(() => showCurrent(), [current]);
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    if (!(event.target instanceof Element)) return;
    const spanId = event.target.closest<HTMLElement>('[data-span]')?.dataset['span'];
    if (spanId === undefined) return;
    if (event.target.closest('[data-toggle]') === null) keys.choose(spanId);
    else tree.toggle(spanId);
  };
  const isNarrow = (size?.width ?? 900) < 680;
  const wantedWidth = useSettings((settings) => settings.nameWidth) ?? (isNarrow ? 264 : 316);
  // Bars keep room of their own, whatever was chosen in a wider window.
  const mostName = Math.min(nameLimits.most, Math.max(nameLimits.least, (size?.width ?? 900) - 160));
  const nameWidth = Math.min(wantedWidth, mostName);
  const timeWidth = (size?.width ?? 900) - nameWidth - 24;
  const marks = ticks(zoom.window, Math.max(1, Math.floor(timeWidth / 96)));
  return (
    <div
      ref={ref} className={styles['waterfall']} style={{ ['--name' as string]: `${String(nameWidth)}px` }} role="treegrid" tabIndex={0} aria-label={t('waterfall', { name: trace.summary.rootName })} aria-rowcount={tree.rows.length + 1}
      aria-activedescendant={keys.active >= range.start && keys.active < range.end ? `${id}${String(keys.active)}` : undefined}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)} onKeyDown={keys.onKeyDown} onClick={onClick}
    >
      <TimeHead marks={marks}><NameSplitter width={nameWidth} most={mostName} /></TimeHead>
      <div className={styles['rows']} role="rowgroup" style={{ paddingTop: range.start * rowHeight, height: tree.rows.length * rowHeight }}>
        <div className={styles['grid']} aria-hidden>{marks.map(({ nanos, fraction }) => <i key={nanos} style={{ left: `${String(fraction * 100)}%` }} />)}</div>
        {tree.rows.slice(range.start, range.end).map((row, offset) => {
          const position = range.start + offset;
          if (row.type === 'orphans') {
            return (
              <div key="orphans" id={`${id}${String(position)}`} role="row" aria-rowindex={position + 2} className={styles['orphans']}>
                <span role="gridcell" className={styles['nameCell']} style={{ width: 'auto' }}><TriangleAlert size={14} strokeWidth={1.75} aria-hidden />{t('orphanRow', { count: row.count })}</span>
              </div>
            );
          }
          const span = trace.spans[row.index];
          return span === undefined ? null : (
            <WaterfallRow
              key={span.spanId} span={span} row={row} position={position} id={`${id}${String(position)}`} window={zoom.window}
              state={rowState({ selected: span.spanId === selectedSpanId, active: position === keys.active, match: search.isMatch(row.index), current: row.index === current })}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The names of what holds, as one text. */
const rowState = (claims: Readonly<Record<string, boolean>>): RowState => Object.keys(claims).filter((name) => claims[name]).join(' ');

function TimeHead({ marks, children }: { readonly marks: readonly Tick[]; readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation('traces');
  return (
    <div className={styles['head']} role="row" aria-rowindex={1}>
      <span role="columnheader" className={styles['headName']}><span>{t('columnName')}</span><span>{t('columnDuration')}</span>{children}</span>
      <div role="columnheader" className={styles['axis']} aria-label={t('columnTime')}>
        {marks.map(({ nanos, fraction }) => (
          <span key={nanos} className={fraction < 0.02 ? styles['first'] : fraction > 0.95 ? styles['last'] : undefined} style={{ left: `${String(fraction * 100)}%` }}>{formatDuration(nanos)}</span>
        ))}
      </div>
    </div>
  );
}
