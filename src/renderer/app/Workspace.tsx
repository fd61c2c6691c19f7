import { BookOpen, PanelLeftClose } from 'lucide-react';
import { type ReactElement, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import { IconButton } from '../ui/IconButton.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { LessonPanel } from '../views/lesson/LessonPanel.tsx';
import { MapView } from '../views/map/MapView.tsx';
import { Dock } from './Dock.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useScreen } from './screen.ts';
import { useSettings } from './settings.ts';
import { useMediaQuery } from './useMediaQuery.ts';
import { useLesson } from './useLesson.ts';
import styles from './Workspace.module.css';

/** Lesson, map and dock: three panels on a wide window, a rail for the lesson below 1280 px, one column below 960. */
export function Workspace(): ReactElement {
  const isWide = useMediaQuery('(width >= 1280px)');
  const isColumn = useMediaQuery('(width < 960px)');
  const lessonOpen = useSettings((settings) => settings.lessonOpen);
  if (isColumn) return <OneColumn />;
  return isWide && lessonOpen ? <ThreePanels /> : <WithRail />;
}

function ThreePanels(): ReactElement {
  const { t } = useTranslation('app');
  const sizes = useDefaultLayout({ id: 'traceground.lesson', storage: localStorage });
  const setLessonOpen = useSettings((settings) => settings.setLessonOpen);
  return (
    <main className={styles['workspace']}>
      <Group orientation="horizontal" defaultLayout={sizes.defaultLayout} onLayoutChanged={sizes.onLayoutChanged}>
        <Panel id="lesson" defaultSize="344px" minSize="280px" maxSize="480px" groupResizeBehavior="preserve-pixel-size">
          <Lesson><span className={styles['fold']}><IconButton icon={PanelLeftClose} label={t('foldLesson')} small onClick={() => setLessonOpen(false)} /></span></Lesson>
        </Panel>
        <Separator className={`${styles['splitter'] ?? ''} ${styles['vertical'] ?? ''}`} aria-label={t('lessonSplitter')} />
        <Panel id="centre" minSize="560px"><Centre /></Panel>
      </Group>
    </main>
  );
}

function WithRail(): ReactElement {
  const { t } = useTranslation('app');
  const lesson = useLesson();
  const isWide = useMediaQuery('(width >= 1280px)');
  const setLessonOpen = useSettings((settings) => settings.setLessonOpen);
  const [drawer, setDrawer] = useState(false);
  return (
    <main className={styles['workspace']} onKeyDown={(event) => {
      if (event.key === 'Escape') setDrawer(false);
    }}>
      <nav className={styles['rail']} aria-label={t('lesson')}>
        <IconButton icon={BookOpen} label={t('openLesson')} aria-expanded={drawer} onClick={() => (isWide ? setLessonOpen(true) : setDrawer(!drawer))} />
        <span className={styles['railText']}>{lesson?.title ?? t('sandbox')}</span>
      </nav>
      {drawer && !isWide ? <div className={styles['drawer']}><Lesson /></div> : null}
      <div className={styles['column']}><Centre /></div>
    </main>
  );
}

function OneColumn(): ReactElement {
  const { t } = useTranslation('app');
  const [shown, setShown] = useState<'lesson' | 'workspace'>('workspace');
  return (
    <main className={styles['workspace']}>
      <div className={styles['column']}>
        <div className={styles['switch']}>
          <SegmentedControl label={t('workspace')} value={shown} onChange={setShown} segments={[{ value: 'lesson', label: t('lesson') }, { value: 'workspace', label: t('workspace') }]} />
        </div>
        <div className={styles['fill']}>{shown === 'lesson' ? <Lesson /> : <Centre />}</div>
      </div>
    </main>
  );
}

function Lesson({ children }: { readonly children?: ReactNode }): ReactElement {
  const { t } = useTranslation('app');
  return (
    <aside className={styles['lesson']} data-region="lesson" tabIndex={-1} aria-label={t('lesson')}>
      <ErrorBoundary><Suspense><LessonPanel /></Suspense></ErrorBoundary>
      {children}
    </aside>
  );
}

function Centre(): ReactElement {
  const { t } = useTranslation('app');
  const sizes = useDefaultLayout({ id: 'traceground.dock', storage: localStorage });
  const { dockFolded, dockFull } = useScreen();
  const dock = usePanelRef();
  useEffect(() => {
    if (dockFolded) dock.current?.collapse();
    else dock.current?.expand();
  }, [dockFolded, dock]);
  return (
    <Group orientation="vertical" defaultLayout={sizes.defaultLayout} onLayoutChanged={sizes.onLayoutChanged}>
      <Panel id="map" minSize="160px">
        <div className={styles['region']} data-region="map" tabIndex={-1} role="group" aria-label={t('map')} inert={dockFull}><h2 className="visually-hidden">{t('map')}</h2><ErrorBoundary><MapView /></ErrorBoundary></div>
      </Panel>
      <Separator className={`${styles['splitter'] ?? ''} ${styles['horizontal'] ?? ''}`} aria-label={t('dockSplitter')} disabled={dockFolded} />
      <Panel id="dock" panelRef={dock} defaultSize="344px" minSize="120px" maxSize="80%" collapsible collapsedSize="36px">
        <div className={styles['region']} data-region="dock" tabIndex={-1} role="group" aria-label={t('dock')}><h2 className="visually-hidden">{t('dock')}</h2><Dock /></div>
      </Panel>
    </Group>
  );
}
