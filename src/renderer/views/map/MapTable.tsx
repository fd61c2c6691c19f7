import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMillis, formatRate } from '../../ui/formatDuration.ts';
import { ServiceSwatch } from '../../ui/ServiceSwatch.tsx';
import { HealthMark } from './HealthMark.tsx';
import type { MapLayout } from './mapLayout.ts';
import styles from './MapTable.module.css';
import type { MapFacts } from './useMapFacts.ts';

/** The map's facts for those who would rather read them. */
export function MapTable({ facts, layout }: { readonly facts: MapFacts; readonly layout: MapLayout }): ReactElement {
  const { t } = useTranslation('map');
  const { lab, stats } = facts;
  const backendText = (name: string): string => `${t('tracesKept', { count: stats?.backends[name]?.traces ?? 0 })}, ${t('spansKept', { count: stats?.backends[name]?.spans ?? 0 })}`;
  return (
    <div className={styles['tables']} tabIndex={0} role="region" aria-label={t('asTable')}>
      <Table caption={t('title')} heads={[t('columnName'), t('columnKind'), t('columnState'), t('columnRequests'), t('columnErrors'), t('columnP95'), t('columnSends')]} numbersFrom={3}>
        {lab.services.map(({ name, kind, calls, tracing }) => {
          const counts = stats?.services[name];
          const p95 = kind === 'queue' ? null : counts?.p95Millis ?? null;
          return (
            <tr key={name}>
              <th scope="row"><span className={styles['with']}><ServiceSwatch service={name} />{name}</span></th>
              <td>{t(kind)}</td>
              <td><State name={name} facts={facts} /></td>
              <td className={styles['number']}>{counts?.requests ?? 0}</td>
              <td className={styles['number']}>{counts?.errors ?? 0}</td>
              <td className={styles['number']}>{p95 === null ? '–' : formatMillis(p95)}</td>
              <td className={styles['number']}>{[...calls, ...(tracing ? lab.collectors : [])].join(', ')}</td>
            </tr>
          );
        })}
        {lab.backends.map(({ name }) => (
          <tr key={name}><th scope="row">{name}</th><td>{t('backend')}</td><td><State name={name} facts={facts} /></td><td colSpan={4}>{backendText(name)}</td></tr>
        ))}
      </Table>
      {facts.input.collectors.map(({ name, parts }) => (
        <Table key={name} caption={t('components', { collector: name })} heads={[t('columnName'), t('columnIn'), t('columnOut'), t('columnDropped')]} numbersFrom={1}>
          {parts.map(({ nodeId, label }) => {
            const counts = stats?.collectors[name]?.[nodeId];
            return (
              <tr key={nodeId}>
                <th scope="row">{label}</th>
                <td className={styles['number']}>{counts?.inItems ?? 0}</td><td className={styles['number']}>{counts?.outItems ?? 0}</td><td className={styles['number']}>{counts?.droppedItems ?? 0}</td>
              </tr>
            );
          })}
        </Table>
      ))}
      <Table caption={t('lines')} heads={[t('columnFrom'), t('columnTo'), t('columnRate')]} numbersFrom={2}>
        {layout.edges.map(({ hop, from, to }) => (
          <tr key={hop}><th scope="row">{from === 'client' ? t('visitors') : from}</th><td>{to}</td><td className={styles['number']}>{formatRate(stats?.hopsPerSecond[hop] ?? 0)}</td></tr>
        ))}
      </Table>
    </div>
  );
}

function State({ name, facts }: { readonly name: string; readonly facts: MapFacts }): ReactElement {
  const { health, state } = facts.node(name);
  return <span className={styles['with']}><HealthMark health={health} />{state}</span>;
}

function Table({ caption, heads, numbersFrom, children }: { readonly caption: string; readonly heads: readonly string[]; readonly numbersFrom: number; readonly children: ReactNode }): ReactElement {
  return (
    <section>
      <h3>{caption}</h3>
      <table className={styles['table']} aria-label={caption}>
        <thead><tr>{heads.map((head, index) => <th key={head} scope="col" className={index >= numbersFrom ? styles['number'] : undefined}>{head}</th>)}</tr></thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
