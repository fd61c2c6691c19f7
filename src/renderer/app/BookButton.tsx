import { CalendarPlus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { useBookVisit } from './useBookVisit.ts';
import { useLabState } from './useLab.ts';

/** Sends one booking through the clinic and shows its trace when it arrives. */
export function BookButton({ look = 'default' }: { readonly look?: 'default' | 'primary' }): ReactElement {
  const { t } = useTranslation('app');
  const lab = useLabState();
  const { book, busy } = useBookVisit();
  return (
    <Button look={look} disabledReason={lab?.status === 'running' ? null : t('starting')} aria-busy={busy} onClick={() => void book()}>
      <CalendarPlus size={14} strokeWidth={1.5} aria-hidden />
      {t('bookVisit')}
    </Button>
  );
}
