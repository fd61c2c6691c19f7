import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceSummary } from '#common/contract/telemetry.ts';
import { BookButton } from '../../app/BookButton.tsx';
import { useScreen } from '../../app/screen.ts';
import { useLabState } from '../../app/useLab.ts';
import { client } from '../../host/client.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TraceList } from './TraceList.tsx';
import { TracePane } from './TracePane.tsx';
import styles from './TracesView.module.css';
import { useListed, useTraces } from './useTraceList.ts';

/** What the store keeps: the list on the left, one trace on the right. */
export function TracesView(): ReactElement {
  const { t } = useTranslation('traces');
  const { data, error } = useTraces();
  const screen = useScreen();
  const listed = useListed(data?.traces ?? none);
  useNewestAfterBooking(listed);
  if (data === undefined) return <p className={styles['message']} role="status">{error === null ? t('loading') : t('failed', { message: error.message })}</p>;
  if (data.traces.length === 0 && screen.selectedTraceId === null) return <NoTraces />;
  const select = (traceId: string): void => {
    screen.selectTrace(traceId);
    void client.lessons.selected({ traceId, spanId: null });
  };
  return (
    <div className={styles['view']}>
      <TraceList traces={listed} selectedTraceId={screen.selectedTraceId} onSelect={select} />
      {listed.length === 0 && screen.serviceFilter !== null ? (
        <EmptyState title={t('noneThroughTitle', { service: screen.serviceFilter })} text={t('noneThroughText')}>
          <Button onClick={() => screen.filterService(null)}>{t('showAll')}</Button>
        </EmptyState>
      ) : screen.selectedTraceId === null ? <EmptyState title={t('pickTitle')} text={t('pickText')} /> : <TracePane key={screen.selectedTraceId} traceId={screen.selectedTraceId} maxTraces={data.store.maxTraces} />}
    </div>
  );
}
const none: readonly TraceSummary[] = [];

function NoTraces(): ReactElement {
  const { t } = useTranslation('traces');
  const lab = useLabState();
  const isTraced = lab === undefined || lab.services.some(({ tracing }) => tracing);
  return <EmptyState title={t('emptyTitle')} text={isTraced ? t('emptyText') : t('emptyUntraced')}><BookButton /></EmptyState>;
}

/** After "Book a visit" the trace of that visit is shown as soon as its root is here; any other choice the learner makes comes first. */
function useNewestAfterBooking(listed: readonly TraceSummary[]): void {
  const bookedAt = useScreen((screen) => screen.bookedAtUnixMillis);
  const showBooked = useScreen((screen) => screen.showBooked);
  const booked = bookedAt === null ? undefined : listed.findLast(({ startUnixMillis, hasRoot, rootName }) => startUnixMillis >= bookedAt && hasRoot && rootName.includes('/book'));
  const traceId = booked?.traceId;
  useEffect(() => {
    if (traceId !== undefined) showBooked(traceId);
  }, [traceId, showBooked]);
}
