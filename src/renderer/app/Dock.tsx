import { Tabs } from '@base-ui/react/tabs';
import { ChevronDown, ChevronUp, Maximize2, Minimize2 } from 'lucide-react';
import { type ReactElement, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../ui/classNames.ts';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './Dock.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { type DockTab, useScreen } from './screen.ts';
import { dockViews } from './views.ts';

/** The views below the map. One that was opened stays mounted, so that coming back finds it as it was. */
export function Dock(): ReactElement {
  const { t } = useTranslation('app');
  const { dockTab, dockFull, dockFolded, openTab, toggleDockFull, setDockFolded } = useScreen();
  const [visited, setVisited] = useState<ReadonlySet<DockTab>>(new Set([dockTab]));
  if (!visited.has(dockTab)) setVisited(new Set([...visited, dockTab]));
  const Tools = dockViews.find(({ tab }) => tab === dockTab)?.Tools;
  return (
    <Tabs.Root
      className={classNames(styles['dock'], dockFull && styles['full'])} value={dockTab}
      onValueChange={(value) => {
        const view = dockViews.find(({ tab }) => tab === value);
        if (view !== undefined) openTab(view.tab);
      }}
    >
      <div className={styles['head']}>
        <Tabs.List className={styles['list']} aria-label={t('dock')}>
          {dockViews.map(({ tab, Count }) => (
            <Tabs.Tab key={tab} value={tab} className={styles['tab']} onClick={() => openTab(tab)}>{t(tab)}{Count === undefined ? null : <Count />}</Tabs.Tab>
          ))}
        </Tabs.List>
        <div className={styles['tools']}>
          {Tools === undefined ? null : <Tools />}
          <IconButton icon={dockFull ? Minimize2 : Maximize2} label={dockFull ? t('leaveFull') : t('openFull')} shortcut="Ctrl Shift F" small onClick={toggleDockFull} />
          {dockFull ? null : <IconButton icon={dockFolded ? ChevronUp : ChevronDown} label={dockFolded ? t('unfoldDock') : t('foldDock')} small onClick={() => setDockFolded(!dockFolded)} />}
        </div>
      </div>
      {dockViews.map(({ tab, View }) => (
        <Tabs.Panel key={tab} value={tab} className={styles['panel']} keepMounted={visited.has(tab)} tabIndex={-1}>
          <ErrorBoundary>
            <Suspense fallback={<p className={styles['loading']} role="status">{t('loading')}</p>}><View /></Suspense>
          </ErrorBoundary>
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
