import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../host/client.ts';
import { useQuery } from '../../host/useQuery.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ServiceList } from './ServiceList.tsx';
import { ServiceSettings } from './ServiceSettings.tsx';
import styles from './SdkView.module.css';

/** The SDK tab: how each service's SDK is set up, and what the running one says of itself. */
export function SdkView(): ReactElement {
  const { t } = useTranslation('sdk');
  const { data: states, error } = useQuery(client.sdk.list, {}, { refreshOn: client.sdk.on.changed });
  const [chosen, setChosen] = useState<string | null>(null);
  const state = states?.find(({ service }) => service === chosen) ?? states?.[0];
  if (states === undefined || state === undefined) {
    return error === null ? <EmptyState title={t('noServices')} text={t('noServicesText')} /> : <EmptyState title={t('failed')} text={error.message} />;
  }
  return (
    <div className={styles['view']}>
      <ServiceList states={states} chosen={state.service} onChoose={setChosen} />
      <ServiceSettings key={state.service} state={state} />
    </div>
  );
}
