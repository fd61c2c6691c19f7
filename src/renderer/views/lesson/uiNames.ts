import { useTranslation } from 'react-i18next';

/** Names of controls that lesson prose may use as `{{ui.…}}`: renaming a button renames it in every lesson. */
export const uiKeys = ['ui.bookVisit', 'ui.tab.traces', 'ui.tab.logs', 'ui.tab.yaml', 'ui.next'] as const;
export type UiKey = (typeof uiKeys)[number];

export function useUiNames(): (key: string) => string | undefined {
  const { t } = useTranslation('lesson');
  const names: Readonly<Record<UiKey, string>> = {
    'ui.bookVisit': t('uiBookVisit'), 'ui.tab.traces': t('uiTabTraces'), 'ui.tab.logs': t('uiTabLogs'), 'ui.tab.yaml': t('uiTabYaml'),
    'ui.next': t('next'),
  };
  return (key) => uiKeys.find((known) => known === key) === undefined ? undefined : names[key as UiKey];
}
