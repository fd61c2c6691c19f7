import { Braces, Check, CircleDashed, Copy, X } from 'lucide-react';
import type { CSSProperties, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpanDetail, SpanRow } from '#common/contract/telemetry.ts';
import { client } from '../../host/client.ts';
import { useQuery } from '../../host/useQuery.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatDuration } from '../../ui/formatDuration.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { serviceColour } from '../../ui/serviceColour.ts';
import { ServiceSwatch } from '../../ui/ServiceSwatch.tsx';
import { KindGlyph } from './KindGlyph.tsx';
import { kindWord } from './kindWord.ts';
import { SpanFacts } from './SpanFacts.tsx';
import styles from './SpanPanel.module.css';
import { useCopy } from './useCopy.ts';

interface SpanPanelProps {
  readonly traceId: string;
  readonly row: SpanRow;
  readonly onClose: () => void;
  readonly onGoTo: (traceId: string, spanId: string) => void;
}

/** All there is to know of one span. What the waterfall already knows shows at once; the rest follows. */
export function SpanPanel({ traceId, row, onClose, onGoTo }: SpanPanelProps): ReactElement {
  const { t } = useTranslation('traces');
  const { data } = useQuery(client.telemetry.getSpan, { traceId, spanId: row.spanId });
  const detail = data ?? null;
  const colour: CSSProperties = { ['--service' as string]: serviceColour(row.service).colour };
  const share = row.durationNanos === 0 ? 100 : Math.round((100 * row.selfNanos) / row.durationNanos);
  return (
    <aside className={styles['panel']} style={colour} aria-label={t('detail')} tabIndex={0}>
      <div className={styles['head']}>
        <div className={styles['title']}>
          <ServiceSwatch service={row.service} />
          <b>{row.service}</b>
          <h2 title={row.name}>{row.name}</h2>
          <IconButton icon={X} label={t('closeDetail')} small onClick={onClose} />
        </div>
        <div className={styles['badges']}>
          <Badge tone="outline"><KindGlyph kind={row.kind} />{t(kindWord[row.kind])}</Badge>
          <StatusBadge status={row.status} />
        </div>
        <dl className={styles['figures']}>
          <dt>{t('starts')}</dt><dd>{formatDuration(row.startNanos)}</dd>
          <dt>{t('lasts')}</dt><dd>{formatDuration(row.durationNanos)}</dd>
          <dt>{t('itself')}</dt><dd>{formatDuration(row.selfNanos)}</dd>
        </dl>
        <span className={styles['self']} role="img" aria-label={t('itselfBar', { share })}><i style={{ width: `${String(share)}%` }} /></span>
        {detail === null || detail.status.message === '' ? null : <p className={styles['message']}>{detail.status.message}</p>}
        <CopyTools traceId={traceId} spanId={row.spanId} detail={detail} />
      </div>
      {detail === null ? <p className={styles['section']} role="status">{t('loadingTrace')}</p> : <SpanFacts detail={detail} onGoTo={onGoTo} />}
    </aside>
  );
}

function StatusBadge({ status }: { readonly status: SpanRow['status'] }): ReactElement {
  const { t } = useTranslation('traces');
  if (status === 'error') return <Badge tone="err" icon={X}>{t('statusError')}</Badge>;
  return status === 'ok' ? <Badge tone="ok" icon={Check}>{t('statusOk')}</Badge> : <Badge icon={CircleDashed}>{t('statusUnset')}</Badge>;
}

function CopyTools({ traceId, spanId, detail }: { readonly traceId: string; readonly spanId: string; readonly detail: SpanDetail | null }): ReactElement {
  const { t } = useTranslation('traces');
  const copy = useCopy();
  return (
    <div className={styles['tools']}>
      <Button look="quiet" size="small" aria-label={t('copyTraceId')} onClick={() => copy(traceId)}><Copy size={14} strokeWidth={1.5} aria-hidden />{t('traceId')}</Button>
      <Button look="quiet" size="small" aria-label={t('copySpanId')} onClick={() => copy(spanId)}><Copy size={14} strokeWidth={1.5} aria-hidden />{t('spanId')}</Button>
      {detail === null ? null : <Button look="quiet" size="small" aria-label={t('copyJson')} onClick={() => copy(JSON.stringify(detail, null, 2))}><Braces size={14} strokeWidth={1.5} aria-hidden />JSON</Button>}
    </div>
  );
}
