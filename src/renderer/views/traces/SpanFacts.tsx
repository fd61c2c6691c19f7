import { Copy } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttributeView, SpanDetail } from '#common/contract/telemetry.ts';
import { CountPill } from '../../ui/Badge.tsx';
import { formatDuration } from '../../ui/formatDuration.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './SpanPanel.module.css';
import { useCopy } from './useCopy.ts';

/** Attributes, ids, scope, resource, events and links of a span, apart: each says where it came from. */
export function SpanFacts({ detail, onGoTo }: { readonly detail: SpanDetail; readonly onGoTo: (traceId: string, spanId: string) => void }): ReactElement {
  const { t } = useTranslation('traces');
  return (
    <>
      <Section title={t('attributes')} count={detail.attributes.length}>
        <Attributes attributes={detail.attributes} />
        {detail.droppedAttributes > 0 ? <p className={styles['none']}>{t('droppedAttributes', { count: detail.droppedAttributes })}</p> : null}
      </Section>
      <Section title={t('identity')}>
        <dl className={styles['facts']}>
          <div><dt>{t('spanId')}</dt><dd>{detail.spanId}</dd></div>
          <div><dt>{t('parent')}</dt><dd>{detail.parentSpanId ?? t('noParent')}</dd></div>
          {detail.traceState === '' ? null : <div><dt>{t('traceState')}</dt><dd>{detail.traceState}</dd></div>}
        </dl>
      </Section>
      <Section title={t('scope')} note={detail.scope.version}>
        <p className={styles['mono']}>{detail.scope.name}</p>
        {detail.scope.attributes.length > 0 ? <Attributes attributes={detail.scope.attributes} /> : null}
      </Section>
      <Section title={t('resource')} count={detail.resource.length} note={t('resourceNote')}><Attributes attributes={detail.resource} /></Section>
      <Section title={t('events')} count={detail.events.length}>
        {detail.events.map((event, index) => (
          // Events have no identity but their order.
          <div key={index} className={styles['event']}>
            <span>{`+${formatDuration(event.offsetNanos)}`}</span> <b>{event.name}</b>
            {event.attributes.length > 0 ? <Attributes attributes={event.attributes} /> : null}
          </div>
        ))}
      </Section>
      <Section title={t('links')} count={detail.links.length}>
        {detail.links.map(({ traceId, spanId, attributes }) => (
          <div key={traceId + spanId}>
            <button type="button" className={styles['link']} onClick={() => onGoTo(traceId, spanId)}>{t('linkTo', { spanId, traceId: `${traceId.slice(0, 8)}…` })}</button>
            {attributes.length > 0 ? <Attributes attributes={attributes} /> : null}
          </div>
        ))}
      </Section>
    </>
  );
}

function Section({ title, count, note, children }: { readonly title: string; readonly count?: number; readonly note?: string; readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation('traces');
  return (
    <section className={styles['section']}>
      <h3>
        {title}
        {count === undefined ? null : <CountPill count={count} />}
        {note === undefined ? null : <span className={styles['note']}>{note}</span>}
      </h3>
      {count === 0 ? <p className={styles['none']}>{t('none')}</p> : children}
    </section>
  );
}

function Attributes({ attributes }: { readonly attributes: readonly AttributeView[] }): ReactElement {
  const { t } = useTranslation('traces');
  const copy = useCopy();
  return (
    <dl className={styles['facts']}>
      {attributes.map(({ key, type, value }) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd className={type === 'string' ? styles['string'] : type === 'int' || type === 'double' || type === 'bool' ? styles['number'] : undefined}>
            {value}
            <IconButton icon={Copy} label={t('copyValue', { key })} small className={styles['copy']} onClick={() => copy(value)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
