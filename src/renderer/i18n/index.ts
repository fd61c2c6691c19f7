import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#common/contract/lessons.ts';
import { english } from './en/index.ts';

const areas = ['app', 'map', 'traces', 'pipeline', 'sdk', 'logs', 'reality', 'lesson'] as const satisfies readonly (keyof typeof english)[];

/** The first of the learner's system languages that we speak; English when none is. */
export function preferredLanguage(systemLanguages: readonly string[]): Language {
  for (const tag of systemLanguages) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (tag.toLowerCase().startsWith('en')) return 'en';
  }
  return 'en';
}

/** Prepares every word before the first paint, so that no key is ever seen on screen. */
export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    ns: [...areas],
    defaultNS: 'app',
    resources: { en: english },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  await speak(language);
}

/** Changes the language of the whole screen in place; loads its words the first time. Rejects when they cannot be fetched. */
export async function speak(language: Language): Promise<void> {
  if (language === 'zh-CN' && !i18next.hasResourceBundle('zh-CN', 'app')) {
    const { chinese } = await import('./zhCN/index.ts');
    for (const area of areas) i18next.addResourceBundle('zh-CN', area, chinese[area]);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Where words are needed outside a component. */
export const words = i18next;
