import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RealityView, TraceFate } from '#common/contract/reality.ts';
import { Button } from '../../ui/Button.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { fates } from './FateMark.tsx';
import styles from './RealityView.module.css';

export interface Filter {
  /** Null for every fate. */
  readonly fate: TraceFate | null;
  readonly failedOnly: boolean;
}
interface FateFilterProps {
  readonly counts: RealityView['fates'];
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

/** Which requests are listed: all, or those of one fate, with how many there are, and what the chosen word means. */
export function FateFilter({ counts, filter, onChange }: FateFilterProps): ReactElement {
  const { t } = useTranslation('reality');
  const all = fates.reduce((sum, { fate }) => sum + counts[fate], 0);
  const segments = [
    { value: 'all' as const, label: t('withCount', { word: t('fate.all'), count: all }) },
    ...fates.map(({ fate, icon }) => ({ value: fate, icon, label: t('withCount', { word: t(`fate.${fate}`), count: counts[fate] }) })),
  ];
  return (
    <div className={styles['filter']}>
      <div className={styles['choices']}>
        <h2>{t('versus')}</h2>
        <div className={styles['segments']}>
          <SegmentedControl small label={t('filter')} value={filter.fate ?? 'all'} segments={segments} onChange={(value) => onChange({ ...filter, fate: value === 'all' ? null : value })} />
        </div>
        <Button size="small" look={filter.failedOnly ? 'default' : 'quiet'} aria-pressed={filter.failedOnly} onClick={() => onChange({ ...filter, failedOnly: !filter.failedOnly })}>{t('failedOnly')}</Button>
      </div>
      <p className={styles['means']} role="status">{t(`means.${filter.fate ?? 'all'}`)}</p>
    </div>
  );
}
