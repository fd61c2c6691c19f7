import { Tooltip } from '@base-ui/react/tooltip';
import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../host/client.ts';
import { useConnection } from '../host/useConnection.ts';
import { useEvent } from '../host/useEvent.ts';
import { GoalStrip } from '../views/lesson/GoalStrip.tsx';
import styles from './App.module.css';
import { CommandPalette } from './CommandPalette.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { KeySheet } from './KeySheet.tsx';
import { useScreen } from './screen.ts';
import { Toast } from './Toast.tsx';
import { TopBar } from './TopBar.tsx';
import { useShortcuts } from './useShortcuts.ts';
import { Workspace } from './Workspace.tsx';

/** The whole screen: `44 top · banner · work · goals`. */
export function App(): ReactElement {
  const { t } = useTranslation('app');
  useShortcuts();
  useEvent(client.app.on.noticed, ({ message }) => useScreen.getState().say({ kind: 'error', title: message }));
  return (
    <Tooltip.Provider>
      <div className={styles['app']}>
        <SkipLinks />
        <TopBar />
        <ConnectionBanner />
        <Workspace />
        <div className={styles['goals']} data-region="goals" tabIndex={-1} role="group" aria-label={t('goals')}><ErrorBoundary><GoalStrip /></ErrorBoundary></div>
      </div>
      <Toast />
      <CommandPalette />
      <KeySheet />
    </Tooltip.Provider>
  );
}

/** The first tab stops: straight to the map or to what stands below it. Buttons, because a fragment in the address means a shared lab. */
function SkipLinks(): ReactElement {
  const { t } = useTranslation('app');
  const goTo = (region: string) => (): void => document.querySelector<HTMLElement>(`[data-region="${region}"]`)?.focus();
  return (
    <nav className={styles['skips']} aria-label={t('skip')}>
      <button type="button" className={styles['skip']} onClick={goTo('map')}>{t('skipToMap')}</button>
      <button type="button" className={styles['skip']} onClick={goTo('dock')}>{t('skipToDock')}</button>
    </nav>
  );
}

function ConnectionBanner(): ReactElement {
  const { t } = useTranslation('app');
  const isLost = useConnection() === 'lost';
  return (
    <div role="alert">
      {isLost ? <p className={styles['banner']}><TriangleAlert size={16} strokeWidth={1.5} aria-hidden />{t('connectionLost')}</p> : null}
    </div>
  );
}
