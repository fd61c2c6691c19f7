import { Component, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorMessage } from '#common/base/errors.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** Keeps a fault of one part of the screen to that part, and says what happened. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Fault error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}

function Fault({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }): ReactElement {
  const { t } = useTranslation('app');
  return (
    <div role="alert">
      <EmptyState title={t('crashTitle')} text={t('crashText', { message: errorMessage(error) })}><Button onClick={onRetry}>{t('crashRetry')}</Button></EmptyState>
    </div>
  );
}
