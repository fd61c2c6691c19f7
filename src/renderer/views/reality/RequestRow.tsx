import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RealityRow } from '#common/contract/reality.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatMillis } from '../../ui/formatDuration.ts';
import { ServiceSwatch } from '../../ui/ServiceSwatch.tsx';
import { FateMark } from './FateMark.tsx';
import { openTrace } from './openTrace.ts';
import { hasFailed, timeOfDay } from './requestRows.ts';
import styles from './RequestTable.module.css';

interface RequestRowProps {
  readonly row: RealityRow;
  readonly id: string;
  /** Place in the whole table, from 1, its head counted. */
  readonly position: number;
  readonly active: boolean;
  readonly onActivate: (number: number) => void;
}

export function RequestRow({ row, id, position, active, onActivate }: RequestRowProps): ReactElement {
  const { t } = useTranslation('reality');
  return (
    <div id={id} role="row" aria-rowindex={position} aria-selected={active} className={classNames(styles['row'], active && styles['active'])} onClick={() => onActivate(row.number)}>
      <span role="gridcell" className={styles['number']}>{row.number.toLocaleString('en')}</span>
      <span role="gridcell" className={styles['operation']} title={row.operation}>{row.operation}</span>
      <span role="gridcell" className={styles['sent']}>{timeOfDay(row.sentUnixMillis)}</span>
      <Answer row={row} />
      <Services visited={row.visited} silent={row.silent} />
      <span role="gridcell" className={styles['ended']}>{row.endedSpans.toLocaleString('en')}</span>
      <span role="gridcell" className={classNames(styles['arrived'], row.arrivedSpans < row.endedSpans && styles['short'])}>{row.arrivedSpans.toLocaleString('en')}</span>
      <span role="gridcell" className={styles['fate']}><FateMark fate={row.fate} /></span>
      <span role="gridcell" className={styles['trace']}>
        {row.arrivedSpans === 0 ? <span className={styles['nothing']}>{t('noTrace')}</span> : <TraceButtons traceIds={row.traceIds} />}
      </span>
    </div>
  );
}

function Answer({ row }: { readonly row: RealityRow }): ReactElement {
  const { t } = useTranslation('reality');
  const failed = hasFailed(row);
  const parts = [
    row.status === null ? t('noAnswerYet') : row.status === 0 ? t('noAnswer') : String(row.status),
    ...(row.durationMillis === null ? [] : [formatMillis(row.durationMillis)]), ...(row.error === null ? [] : [row.error]),
  ];
  return (
    <span role="gridcell" className={classNames(styles['answer'], failed && styles['failed'])} title={parts.join(', ')}>
      {failed ? <X size={13} strokeWidth={2.25} aria-label={t('failed')} /> : null}
      <span>{parts.join(' · ')}</span>
    </span>
  );
}

/** The services that worked on it; the name of one that recorded no span is struck, and says so. */
function Services({ visited, silent }: Pick<RealityRow, 'visited' | 'silent'>): ReactElement {
  const { t } = useTranslation('reality');
  const words = visited.map((service) => (silent.includes(service) ? t('silentService', { service }) : service));
  return (
    <span role="gridcell" className={styles['services']} title={words.join(', ')}>
      {visited.map((service) => (
        <span key={service} className={styles['service']}>
          <ServiceSwatch service={service} />
          {silent.includes(service) ? <><s>{service}</s><em>{t('silent')}</em></> : service}
        </span>
      ))}
    </span>
  );
}

/** Not tab stops of their own: Enter on the row opens the first. */
function TraceButtons({ traceIds }: Pick<RealityRow, 'traceIds'>): ReactElement {
  const { t } = useTranslation('reality');
  return (
    <>
      {traceIds.map((traceId, index) => (
        <button key={traceId} type="button" tabIndex={-1} className={styles['open']} title={traceId} onClick={() => openTrace(traceId)} aria-label={traceIds.length === 1 ? undefined : t('openOf', { at: index + 1, of: traceIds.length })}>
          {traceIds.length === 1 ? t('open') : String(index + 1)}
        </button>
      ))}
    </>
  );
}
