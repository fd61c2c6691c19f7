import { type KeyboardEvent, type ReactElement, useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RealityRow } from '#common/contract/reality.ts';
import { useElementSize } from '../../app/useElementSize.ts';
import { openTrace } from './openTrace.ts';
import { RequestRow } from './RequestRow.tsx';
import { rowAfterKey, rowWindow } from './requestRows.ts';
import styles from './RequestTable.module.css';
import { useHeldScroll } from './useHeldScroll.ts';

const rowHeight = 28;
const headHeight = 28;
const columns = ['number', 'operation', 'sent', 'answer', 'services', 'ended', 'arrived', 'fate', 'trace'] as const;

/** Requests, newest first; only the rows in sight exist. One tab stop: arrows, page keys, Home and End move, Enter opens the trace. */
export function RequestTable({ rows }: { readonly rows: readonly RealityRow[] }): ReactElement {
  const { t } = useTranslation('reality');
  const [scrollTop, setScrollTop] = useState(0);
  // A request, not a place: it stays the same one while newer come in above.
  const [activeNumber, setActiveNumber] = useState<number | null>(null);
  const [sizeRef, size] = useElementSize();
  const active = activeNumber === null ? -1 : rows.findIndex(({ number }) => number === activeNumber);
  const heldRef = useHeldScroll({ rows, rowHeight, reading: active >= 0 });
  const ref = useCallback((element: HTMLElement | null) => {
    heldRef(element);
    return sizeRef(element);
  }, [heldRef, sizeRef]);
  const id = useId();
  const height = Math.max(0, (size?.height ?? 0) - headHeight);
  const range = rowWindow({ scrollTop, height, rowHeight, count: rows.length });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const traceId = event.key === 'Enter' && event.target === event.currentTarget ? rows[active]?.traceIds[0] : undefined;
    const next = rowAfterKey(event.key, active, { count: rows.length, page: Math.max(1, Math.floor(height / rowHeight)) });
    if (traceId !== undefined && (rows[active]?.arrivedSpans ?? 0) > 0) openTrace(traceId);
    if (next === null) return;
    event.preventDefault();
    setActiveNumber(rows[next]?.number ?? null);
    keepInView(event.currentTarget, next);
  };
  return (
    <div
      ref={ref} className={styles['grid']} role="grid" tabIndex={0} aria-label={t('table')} aria-rowcount={rows.length + 1} onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)} onKeyDown={onKeyDown}
      aria-activedescendant={active >= range.start && active < range.end ? `${id}${String(active)}` : undefined}
    >
      <div className={styles['head']} role="row" aria-rowindex={1}>
        {columns.map((column) => <span key={column} role="columnheader" className={styles[column]}>{t(`column.${column}`)}</span>)}
      </div>
      <div role="presentation" style={{ height: range.start * rowHeight }} />
      {rows.slice(range.start, range.end).map((row, offset) => (
        <RequestRow key={row.number} row={row} id={`${id}${String(range.start + offset)}`} position={range.start + offset + 2} active={row.number === activeNumber} onActivate={setActiveNumber} />
      ))}
      <div role="presentation" style={{ height: (rows.length - range.end) * rowHeight }} />
    </div>
  );
}

/** Scrolls just enough to show a row below the sticky head. */
function keepInView(element: HTMLElement, index: number): void {
  const top = index * rowHeight;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + rowHeight + headHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight + headHeight - element.clientHeight;
}
