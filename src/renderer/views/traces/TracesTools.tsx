import { Pause, Play, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useScreen } from '../../app/screen.ts';
import { CountPill } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ServiceSwatch } from '../../ui/ServiceSwatch.tsx';
import { useHold } from './holdStore.ts';
import styles from './TracesView.module.css';
import { useTraces } from './useTraceList.ts';

/** How many traces there are, on the tab. */
export function TracesCount(): ReactElement | null {
  const { data } = useTraces();
  return data === undefined || data.store.traces === 0 ? null : <CountPill count={data.store.traces} />;
}

/** What stands beside the dock's tabs while traces are shown. */
export function TracesTools(): ReactElement {
  const { t } = useTranslation('traces');
  const { data } = useTraces();
  const { held, hold, release } = useHold();
  const { serviceFilter, filterService } = useScreen();
  const store = data?.store;
  const newOnes = held === null || data === undefined ? 0 : data.traces.filter(({ traceId }) => !held.some((old) => old.traceId === traceId)).length;
  return (
    <>
      {serviceFilter === null ? null : (
        <Button size="small" onClick={() => filterService(null)} aria-label={`${t('onlyService', { service: serviceFilter })}. ${t('showAll')}`}>
          <ServiceSwatch service={serviceFilter} />
          {t('onlyService', { service: serviceFilter })}
          <X size={14} strokeWidth={1.5} aria-hidden />
        </Button>
      )}
      {store === undefined ? null : (
        <span className={styles['kept']}>
          {store.evictedTraces > 0 ? t('keptEvicted', { traces: store.traces, max: store.maxTraces.toLocaleString('en'), evicted: store.evictedTraces }) : t('kept', { traces: store.traces, max: store.maxTraces.toLocaleString('en') })}
        </span>
      )}
      <Button look="quiet" size="small" aria-pressed={held !== null} onClick={() => (held === null ? hold(data?.traces ?? []) : release())}>
        {held === null ? <Pause size={14} strokeWidth={1.5} aria-hidden /> : <Play size={14} strokeWidth={1.5} aria-hidden />}
        {held === null ? t('hold') : t('release')}
        {newOnes > 0 ? <CountPill count={newOnes} /> : null}
      </Button>
    </>
  );
}
