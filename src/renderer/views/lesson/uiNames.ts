import { useTranslation } from 'react-i18next';
import { type UiKey, uiKeys } from '#common/contract/lessonUiKeys.ts';

/** The words on screen for the controls that lesson prose names. */
export function useUiNames(): (key: string) => string | undefined {
  const { t } = useTranslation('lesson');
  const names: Readonly<Record<UiKey, string>> = {
    'ui.bookVisit': t('uiBookVisit'), 'ui.tab.traces': t('uiTabTraces'), 'ui.tab.logs': t('uiTabLogs'), 'ui.tab.yaml': t('uiTabYaml'),
    'ui.next': t('next'),
  };
  return (key) => {
    const known = uiKeys.find((candidate) => candidate === key);
    return known === undefined ? undefined : names[known];
  };
}
