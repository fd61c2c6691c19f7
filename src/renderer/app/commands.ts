import { BookOpen, CalendarPlus, ChartNoAxesGantt, CircleHelp, FileCode, Languages, type LucideIcon, Monitor, Moon, Pause, Play, Scale, SlidersHorizontal, Sun, TerminalSquare, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { english } from '../i18n/en/index.ts';
import { client } from '../host/client.ts';
import { useScreen } from './screen.ts';
import { showTheme, type Theme, useSettings } from './settings.ts';
import { useBookVisit } from './useBookVisit.ts';
import { useLabState } from './useLab.ts';
import { useSetLanguage } from './useSetLanguage.ts';

export interface Command {
  readonly id: string;
  readonly group: 'groupDo' | 'groupGo' | 'groupSettings';
  readonly icon: LucideIcon;
  readonly name: string;
  /** Also found by these words: the English name on a Chinese screen. */
  readonly alias: string;
  readonly keys?: string;
  readonly run: () => void;
}

type AppKey = keyof (typeof english)['app'];

/** Every command of the palette, in the order of its groups. */
export function useCommands(): Command[] {
  const { t, i18n } = useTranslation('app');
  const inEnglish = i18n.getFixedT('en', 'app');
  const { book } = useBookVisit();
  const { openTab, openDialog } = useScreen.getState();
  const setLanguage = useSetLanguage();
  const isRunning = useLabState()?.traffic.running === true;
  const setLessonOpen = useSettings((settings) => settings.setLessonOpen);
  const named = (key: Exclude<AppKey, `${string}To` | 'perSecond'>): Pick<Command, 'id' | 'name' | 'alias'> => ({ id: key, name: String(t(key as 'brand')), alias: String(inEnglish(key as 'brand')) });
  const theme = (value: Theme, key: 'themeSystem' | 'themeLight' | 'themeDark', icon: LucideIcon): Command => ({
    id: key, group: 'groupSettings', icon, name: t('themeTo', { theme: t(key) }), alias: inEnglish('themeTo', { theme: inEnglish(key) }),
    run: () => {
      useSettings.getState().setTheme(value);
      showTheme(value);
    },
  });
  return [
    { ...named('bookVisit'), group: 'groupDo', icon: CalendarPlus, run: () => void book() },
    { ...named(isRunning ? 'pauseTraffic' : 'startTraffic'), group: 'groupDo', icon: isRunning ? Pause : Play, run: () => void client.lab.setTraffic({ running: !isRunning }) },
    { ...named('clearTraces'), group: 'groupDo', icon: Trash2, run: () => {
      useScreen.getState().selectTrace(null);
      void client.telemetry.clear({});
    } },
    { ...named('showTraces'), group: 'groupGo', icon: ChartNoAxesGantt, keys: 'g t', run: () => openTab('traces') },
    { ...named('showYaml'), group: 'groupGo', icon: FileCode, keys: 'g y', run: () => openTab('yaml') },
    { ...named('showSdk'), group: 'groupGo', icon: SlidersHorizontal, keys: 'g s', run: () => openTab('sdk') },
    { ...named('showLogs'), group: 'groupGo', icon: TerminalSquare, keys: 'g l', run: () => openTab('logs') },
    { ...named('showReality'), group: 'groupGo', icon: Scale, keys: 'g r', run: () => openTab('reality') },
    { ...named('openLesson'), group: 'groupGo', icon: BookOpen, run: () => setLessonOpen(true) },
    { ...named('showKeys'), group: 'groupGo', icon: CircleHelp, keys: '?', run: () => openDialog('keys') },
    theme('light', 'themeLight', Sun), theme('dark', 'themeDark', Moon), theme('system', 'themeSystem', Monitor),
    { id: 'en', group: 'groupSettings', icon: Languages, name: t('languageTo', { language: 'English' }), alias: 'English', run: () => setLanguage('en') },
    { id: 'zh-CN', group: 'groupSettings', icon: Languages, name: t('languageTo', { language: '简体中文' }), alias: 'Chinese 中文', run: () => setLanguage('zh-CN') },
  ];
}
