/** Names of controls that lesson prose may use as `{{ui.…}}`: renaming a button renames it in every lesson. */
export const uiKeys = ['ui.bookVisit', 'ui.tab.traces', 'ui.tab.logs', 'ui.tab.yaml', 'ui.next'] as const;
export type UiKey = (typeof uiKeys)[number];
