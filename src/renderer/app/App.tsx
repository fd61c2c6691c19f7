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
  useShortcuts();
  useEvent(client.app.on.noticed, ({ message }) => useScreen.getState().say({ kind: 'error', title: message }));
  return (
    <Tooltip.Provider>
      <div className={styles['app']}>
        <TopBar />
        <ConnectionBanner />
        <Workspace />
        <ErrorBoundary><GoalStrip /></ErrorBoundary>
      </div>
      <Toast />
      <CommandPalette />
      <KeySheet />
    </Tooltip.Provider>
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
