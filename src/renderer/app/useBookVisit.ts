import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorMessage } from '#common/base/errors.ts';
import { client } from '../host/client.ts';
import { formatMillis } from '../ui/formatDuration.ts';
import { useScreen } from './screen.ts';

export interface BookVisit {
  /** Never rejects: how it went is said on the screen. */
  readonly book: () => Promise<void>;
  readonly busy: boolean;
}

/** "Book a visit", from wherever it is asked for: sends one booking, says how it went, and has its trace shown when it comes. */
export function useBookVisit(): BookVisit {
  const { t } = useTranslation('app');
  const [busy, setBusy] = useState(false);
  const book = async (): Promise<void> => {
    const { expectBooked, say } = useScreen.getState();
    setBusy(true);
    expectBooked();
    try {
      const { status, durationMillis, error } = await client.lab.sendOne({ operation: 'book' });
      if (error !== null) say({ kind: 'error', title: t('bookRefused', { error }) });
      else if (status >= 400) say({ kind: 'error', title: t('bookFailed', { status }) });
      else say({ kind: 'info', title: t('booked', { duration: formatMillis(durationMillis) }) });
    } catch (error) {
      say({ kind: 'error', title: t('bookRefused', { error: errorMessage(error) }) });
    } finally {
      setBusy(false);
    }
  };
  return { book, busy };
}
