import { useTranslation } from 'react-i18next';
import { useScreen } from '../../app/screen.ts';

/** Copies text and says whether it worked: a browser may refuse. */
export function useCopy(): (text: string) => void {
  const { t } = useTranslation('traces');
  const say = useScreen((screen) => screen.say);
  return (text) => {
    navigator.clipboard.writeText(text).then(
      () => say({ kind: 'info', title: t('copied') }),
      () => say({ kind: 'error', title: t('copyFailed') }),
    );
  };
}
