import { Copy, Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceDetail } from '#common/contract/telemetry.ts';
import { unpackTrace } from '#common/contract/traceTable.ts';
import { useScreen } from '../../app/screen.ts';
import { client } from '../../host/client.ts';
import { useQuery } from '../../host/useQuery.ts';
import { Badge } from '../../ui/Badge.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatDuration } from '../../ui/formatDuration.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { saveFile } from './saveFile.ts';
import { SearchBox } from './SearchBox.tsx';
import { SpanPanel } from './SpanPanel.tsx';
import styles from './TracesView.module.css';
import { useCopy } from './useCopy.ts';
import { type SpanSearch, useSpanSearch } from './useSpanSearch.ts';
import { Waterfall } from './Waterfall.tsx';

async function getTrace({ traceId }: { readonly traceId: string }): Promise<TraceDetail | null> {
  const table = await client.telemetry.getTraceTable({ traceId });
  return table === null ? null : unpackTrace(table);
}

/** One trace: its head, its waterfall, and the selected span. */
export function TracePane({ traceId, maxTraces }: { readonly traceId: string; readonly maxTraces: number }): ReactElement {
  const { t } = useTranslation('traces');
  const { data: trace, error } = useQuery(getTrace, { traceId }, { refreshOn: client.telemetry.on.changed, refreshWhen: ({ traceIds }) => traceIds.includes(traceId) });
  if (trace === undefined) return <p className={styles['message']} role="status">{error === null ? t('loadingTrace') : t('failed', { message: error.message })}</p>;
  if (trace === null) return <EmptyState title={t('goneTitle')} text={t('goneText', { max: maxTraces.toLocaleString('en') })} />;
  return <ShownTrace trace={trace} />;
}

function ShownTrace({ trace }: { readonly trace: TraceDetail }): ReactElement {
  const { t } = useTranslation('traces');
  const { selectedSpanId, selectSpan, selectTrace } = useScreen();
  const search = useSpanSearch(trace.spans);
  const { traceId } = trace.summary;
  const select = (spanId: string): void => {
    selectSpan(spanId);
    void client.lessons.selected({ traceId, spanId });
  };
  const row = selectedSpanId === null ? undefined : trace.spans.find(({ spanId }) => spanId === selectedSpanId);
  const goTo = (otherTraceId: string, spanId: string): void => {
    if (otherTraceId !== traceId) selectTrace(otherTraceId);
    selectSpan(spanId);
  };
  return (
    <section className={styles['trace']} aria-label={trace.summary.rootName}>
      <TraceHead trace={trace} search={search} />
      <div className={styles['body']}>
        <div className={styles['column']}>
          <Waterfall trace={trace} selectedSpanId={selectedSpanId} onSelect={select} search={search} />
          {trace.spans.length === 1 ? <p className={styles['hint']}>{t('oneSpan')}</p> : <KeyHints />}
        </div>
        {row === undefined ? null : <SpanPanel traceId={traceId} row={row} onClose={() => selectSpan(null)} onGoTo={goTo} />}
      </div>
    </section>
  );
}

function KeyHints(): ReactElement {
  const { t } = useTranslation('traces');
  return (
    <p className={styles['keys']} aria-hidden>
      <span><Kbd keys="↑ ↓ ← →" />{t('rowsHint')}</span>
      <span><Kbd keys="w s" />{t('zoomHint')}</span>
      <span><Kbd keys="a d" />{t('panHint')}</span>
      <span><Kbd keys="/" />{t('findHint')}</span>
    </p>
  );
}

function TraceHead({ trace: { summary }, search }: { readonly trace: TraceDetail; readonly search: SpanSearch }): ReactElement {
  const { t } = useTranslation('traces');
  const copy = useCopy();
  const download = async (): Promise<void> => {
    const bytes = await client.telemetry.exportTrace({ traceId: summary.traceId });
    if (bytes !== null) saveFile(bytes, `trace-${summary.traceId}.json`, 'application/json');
  };
  return (
    <div className={styles['bar']}>
      <h2>{summary.rootName}</h2>
      <span className={styles['id']} title={summary.traceId}>{`${summary.traceId.slice(0, 8)}…${summary.traceId.slice(-4)}`}</span>
      <span className={styles['fact']}>{`${formatDuration(summary.durationNanos)} · ${t('spans', { count: summary.spanCount })} · ${t('services', { count: summary.services.length })}`}</span>
      {summary.errorCount > 0 ? <Badge tone="err">{t('error', { count: summary.errorCount })}</Badge> : null}
      {summary.orphanCount > 0 ? <Badge tone="warn">{t('orphans', { count: summary.orphanCount })}</Badge> : null}
      {summary.hasRoot ? null : <Badge tone="warn">{t('rootMissing')}</Badge>}
      <span className={styles['spacer']} />
      {summary.spanCount > 1 ? <SearchBox search={search} /> : null}
      <IconButton icon={Copy} label={t('copyTraceId')} small onClick={() => copy(summary.traceId)} />
      <IconButton icon={Download} label={t('download')} small onClick={() => void download()} />
    </div>
  );
}
