import { ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectorState, ReleaseName } from '#common/contract/collector.ts';
import { client } from '../../host/client.ts';
import { useQuery } from '../../host/useQuery.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceGroup, MenuOf } from '../../ui/ChoiceMenu.tsx';

interface ReleaseMenuProps {
  readonly state: CollectorState;
  readonly onChoose: (release: ReleaseName) => void;
}

/** Which Collector judges and runs the configuration: its release and its build. */
export function ReleaseMenu({ state: { release }, onChoose }: ReleaseMenuProps): ReactElement {
  const { t } = useTranslation('pipeline');
  const releases = useQuery(client.collector.releases, {}).data ?? [];
  const chosen = releases.find(({ era }) => era === release.era);
  const version = chosen?.version ?? '…';
  const choose = (era: ReleaseName['era'], distribution: ReleaseName['distribution']): void => {
    const known = releases.find((other) => other.era === era)?.distributions ?? [];
    // A build that release did not have gives way to the one that has everything.
    onChoose({ era, distribution: known.includes(distribution) ? distribution : 'otelcol-contrib' });
  };
  return (
    <MenuOf trigger={<Button look="quiet" size="small" aria-label={t('changeRelease', { distribution: release.distribution, version })}>{t('release', { distribution: release.distribution.replace('otelcol-', ''), version })}<ChevronDown size={14} strokeWidth={1.5} aria-hidden /></Button>}>
      <ChoiceGroup
        label={t('era')} value={release.era} onChange={(era) => choose(era, release.distribution)}
        choices={releases.map(({ era, version: number }) => ({ value: era, label: t(`eras.${era}`, { version: number }), explanation: t(`eraTexts.${era}`) }))}
      />
      <ChoiceGroup
        label={t('distribution')} value={release.distribution} onChange={(distribution) => choose(release.era, distribution)}
        choices={(['otelcol-contrib', 'otelcol', 'otelcol-k8s'] as const).map((distribution) => ({
          value: distribution, label: distribution,
          explanation: chosen?.distributions.includes(distribution) === false ? t('notIn', { version }) : t(`distributionTexts.${distribution}`),
          disabled: chosen?.distributions.includes(distribution) === false,
        }))}
      />
    </MenuOf>
  );
}
