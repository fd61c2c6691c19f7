import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BookButton } from '../../app/BookButton.tsx';
import { client } from '../../host/client.ts';
import { useQuery } from '../../host/useQuery.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Balance } from './Balance.tsx';
import { FateFilter, type Filter } from './FateFilter.tsx';
import styles from './RealityView.module.css';
import { RequestTable } from './RequestTable.tsx';

const everything: Filter = { fate: null, failedOnly: false };

/** What really happened beside what the backend knows: the balance of spans, and the newest requests with the fate of their traces. */
export function RealityView(): ReactElement {
  const { t } = useTranslation('reality');
  const [filter, setFilter] = useState(everything);
  // Totals are asked for apart, so that they stay in place while another filter's rows are fetched.
  const totals = useQuery(client.reality.view, { ...everything, limit: 1 }, { refreshOn: client.reality.on.changed });
  const { data, error } = useQuery(client.reality.view, { ...filter, limit: 500 }, { refreshOn: client.reality.on.changed });
  const failure = totals.error ?? error;
  if (totals.data === undefined) return <p className={styles['message']} role="status">{failure === null ? t('loading') : t('unread', { message: failure.message })}</p>;
  if (totals.data.requests.sent === 0) return <EmptyState title={t('emptyTitle')} text={t('emptyText')}><BookButton /></EmptyState>;
  return (
    <div className={styles['view']}>
      <Balance view={totals.data} />
      <FateFilter counts={totals.data.fates} filter={filter} onChange={setFilter} />
      {data === undefined ? <p className={styles['message']} role="status">{error === null ? t('loading') : t('unread', { message: error.message })}</p>
        : data.rows.length === 0 ? <NoMatch filter={filter} onShowAll={() => setFilter(everything)} />
          : <RequestTable key={`${filter.fate ?? 'all'}${String(filter.failedOnly)}`} rows={data.rows} />}
    </div>
  );
}

function NoMatch({ filter, onShowAll }: { readonly filter: Filter; readonly onShowAll: () => void }): ReactElement {
  const { t } = useTranslation('reality');
  const word = t(`fate.${filter.fate ?? 'all'}`);
  return (
    <EmptyState title={filter.failedOnly && filter.fate === null ? t('noneFailed') : t(filter.failedOnly ? 'noneFailedOf' : 'noneOf', { fate: word })} text={t('noneText')}>
      <Button onClick={onShowAll}>{t('showAll')}</Button>
    </EmptyState>
  );
}
