import { useTranslation } from 'react-i18next';
import type { Language, LessonView } from '#common/contract/lessons.ts';
import { client } from '../host/client.ts';
import { useQuery } from '../host/useQuery.ts';

/** The language on screen. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** The open lesson in the screen's language: undefined while it is asked for, null in the sandbox. */
export function useLesson(): LessonView | null | undefined {
  return useQuery(client.lessons.current, { language: useLanguage() }, { refreshOn: client.lessons.on.changed }).data;
}
