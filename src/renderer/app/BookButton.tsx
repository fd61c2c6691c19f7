import { Play } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../host/client.ts';
import { Button } from '../ui/Button.tsx';
import { formatMillis } from '../ui/formatDuration.ts';
import { useScreen } from './screen.ts';
import { useLabState } from './useLab.ts';

/** Sends one booking through the clinic and shows its trace when it arrives. */
export function BookButton({ look = 'default' }: { readonly look?: 'default' | 'primary' }): ReactElement {
  const { t } = useTranslation('app');
  const lab = useLabState();
  const { expectBooked, say } = useScreen();
  const [busy, setBusy] = useState(false);
  const book = async (): Promise<void> => {
    setBusy(true);
    expectBooked();
    try {
      const { status, durationMillis, error } = await client.lab.sendOne({ operation: 'book' });
      if (error !== null) say({ kind: 'error', title: t('bookRefused', { error }) });
      else if (status >= 400) say({ kind: 'error', title: t('bookFailed', { status }) });
      else say({ kind: 'info', title: t('booked', { duration: formatMillis(durationMillis) }) });
    } catch (error) {
      say({ kind: 'error', title: t('bookRefused', { error: error instanceof Error ? error.message : String(error) }) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button look={look} disabledReason={lab?.status === 'running' ? null : t('starting')} aria-busy={busy} onClick={() => void book()}>
      <Play size={14} strokeWidth={1.5} aria-hidden />
      {t('bookVisit')}
    </Button>
  );
}
