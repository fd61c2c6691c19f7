import { Table2, TriangleAlert, Workflow, X } from 'lucide-react';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings.ts';
import { useElementSize } from '../../app/useElementSize.ts';
import { useMediaQuery } from '../../app/useMediaQuery.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { FlowCanvas } from './FlowCanvas.tsx';
import { layoutMap } from './mapLayout.ts';
import { MapLines } from './MapLines.tsx';
import { MapNodes } from './MapNodes.tsx';
import picture from './MapPicture.module.css';
import { MapTable } from './MapTable.tsx';
import styles from './MapView.module.css';
import { type MapFacts, useMapFacts } from './useMapFacts.ts';

/** The clinic, its collector and its trace store, with what flows between them. */
export function MapView(): ReactElement {
  const { t } = useTranslation(['map', 'app']);
  const facts = useMapFacts();
  const [ref, size] = useElementSize();
  return (
    <section ref={ref} className={styles['map']} aria-label={t('map:title')}>
      {facts === null || size === null ? <p className={styles['starting']} role="status">{t('app:starting')}</p> : <Drawn facts={facts} width={size.width} height={size.height} />}
    </section>
  );
}

function Drawn({ facts, width, height }: { readonly facts: MapFacts; readonly width: number; readonly height: number }): ReactElement {
  const { t } = useTranslation('map');
  const [shown, setShown] = useState<'map' | 'table'>('map');
  const layout = useMemo(() => layoutMap(facts.input, { width, height }), [facts.input, width, height]);
  const isStillWanted = useMediaQuery('(prefers-reduced-motion: reduce)');
  const isSystemDark = useMediaQuery('(prefers-color-scheme: dark)');
  const theme = useSettings((settings) => settings.theme);
  const perSecond = facts.stats?.hopsPerSecond ?? nothing;
  const spansPerSecond = Object.values(facts.stats?.services ?? {}).reduce((sum, service) => sum + service.spansPerSecond, 0);
  return (
    <>
      {shown === 'table' ? <MapTable facts={facts} layout={layout} /> : (
        <div className={picture['scroller']}>
          <div className={picture['picture']} style={{ width: layout.width, height: layout.height }}>
            <MapLines layout={layout} perSecond={perSecond} spansPerSecond={spansPerSecond} />
            <MapNodes layout={layout} facts={facts} />
            {isStillWanted ? null : <FlowCanvas layout={layout} perSecond={perSecond} dark={theme === 'system' ? isSystemDark : theme === 'dark'} />}
          </div>
        </div>
      )}
      <div className={styles['bar']} data-low={height < lowHeight ? '' : undefined}>
        {shown === 'table' || width < 700 || height < lowHeight ? null : <Legend />}
        <span className={styles['spacer']} />
        <SegmentedControl
          label={t('view')} value={shown} onChange={setShown} small
          segments={[{ value: 'map', label: t('asMap'), icon: Workflow }, { value: 'table', label: t('asTable'), icon: Table2 }]}
        />
      </div>
    </>
  );
}
/** Below this a legend and a bar over the picture's foot would hide too much of it, pixels. */
const lowHeight = 320;
const nothing: Readonly<Record<string, number>> = {};

function Legend(): ReactElement {
  const { t } = useTranslation('map');
  return (
    <>
      <span className={styles['key']}><i className={styles['round']} />{t('legendRequest')}</span>
      <span className={styles['key']}><i className={styles['square']} />{t('legendSpans')}</span>
      <span className={styles['key']}><TriangleAlert size={13} strokeWidth={2} aria-hidden color="var(--warn)" />{t('legendSlow')}</span>
      <span className={styles['key']}><X size={13} strokeWidth={2} aria-hidden color="var(--err)" />{t('legendFailing')}</span>
    </>
  );
}
