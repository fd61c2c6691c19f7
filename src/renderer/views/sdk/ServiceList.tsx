import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { CircleCheck, CircleX, LoaderCircle, type LucideIcon, Square, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SdkState } from '#common/contract/sdk.ts';
import { ServiceSwatch } from '../../ui/ServiceSwatch.tsx';
import { isBroken } from './sdkStatus.ts';
import styles from './ServiceList.module.css';

interface ServiceListProps {
  readonly states: readonly SdkState[];
  readonly chosen: string;
  readonly onChoose: (service: string) => void;
}

const icons: Readonly<Record<SdkState['status'], LucideIcon>> = { starting: LoaderCircle, running: CircleCheck, restarting: LoaderCircle, crashed: CircleX, stopped: Square };

/** Whose settings are shown: one of the services, each with how it does. */
export function ServiceList({ states, chosen, onChoose }: ServiceListProps): ReactElement {
  const { t } = useTranslation('sdk');
  return (
    <ToggleGroup
      className={styles['list']} aria-label={t('services')} value={[chosen]}
      onValueChange={(values) => {
        const found = states.find(({ service }) => service === values[0]);
        if (found !== undefined) onChoose(found.service);
      }}
    >
      {states.map((state) => {
        const isOld = state.status === 'running' && isBroken(state);
        const Icon = isOld ? TriangleAlert : icons[state.status];
        return (
          <Toggle key={state.service} value={state.service} className={styles['item']}>
            <span className={styles['name']}><ServiceSwatch service={state.service} />{state.service}</span>
            <span className={styles['status']} data-tone={isOld ? 'warn' : tones[state.status]}><Icon size={12} strokeWidth={1.75} aria-hidden />{t(isOld ? 'oldSettings' : `status.${state.status}`)}</span>
          </Toggle>
        );
      })}
    </ToggleGroup>
  );
}

const tones: Readonly<Record<SdkState['status'], string>> = { starting: 'busy', running: 'ok', restarting: 'busy', crashed: 'err', stopped: 'busy' };
