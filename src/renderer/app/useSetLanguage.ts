import { useTranslation } from 'react-i18next';
import { errorMessage } from '#common/base/errors.ts';
import type { Language } from '#common/contract/lessons.ts';
import { speak } from '../i18n/index.ts';
import { useScreen } from './screen.ts';
import { useSettings } from './settings.ts';

/** Changes the language of the whole screen and remembers it; says so when its words cannot be fetched. */
export function useSetLanguage(): (language: Language) => void {
  const { t } = useTranslation('app');
  return (language) => {
    speak(language).then(
      () => useSettings.getState().setLanguage(language),
      (error: unknown) => useScreen.getState().say({ kind: 'error', title: t('language'), text: errorMessage(error) }),
    );
  };
}
