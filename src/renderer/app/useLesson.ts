import { useTranslation } from 'react-i18next';
import type { Language, LessonView } from '#common/contract/lessons.ts';
import { client } from '../host/client.ts';
import { useQuery } from '../host/useQuery.ts';

/** The language on screen. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** The open lesson; null in the sandbox and before it is known. */
export function useLesson(): LessonView | null {
  return useQuery(client.lessons.current, { language: useLanguage() }, { refreshOn: client.lessons.on.changed }).data ?? null;
}
