import { ChevronRight, CircleHelp, Monitor, Moon, Pause, Play, Search, Sun } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../host/client.ts';
import { ChoiceMenu } from '../ui/ChoiceMenu.tsx';
import { formatRate } from '../ui/formatDuration.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { BookButton } from './BookButton.tsx';
import { BrandMark } from './BrandMark.tsx';
import { useScreen } from './screen.ts';
import { showTheme, type Theme, useSettings } from './settings.ts';
import styles from './TopBar.module.css';
import { useLabState } from './useLab.ts';
import { useLanguage, useLesson } from './useLesson.ts';
import { useSetLanguage } from './useSetLanguage.ts';

export function TopBar(): ReactElement {
  const { t } = useTranslation('app');
  const openDialog = useScreen((screen) => screen.openDialog);
  const language = useLanguage();
  const setLanguage = useSetLanguage();
  // In a lesson the one primary button is its Next.
  const isSandbox = useLesson() === null;
  return (
    <header data-region="top" tabIndex={-1} className={styles['bar']}>
      <h1 className={styles['brand']}><BrandMark /><span className={styles['brandName']}>{t('brand')}</span></h1>
      <span className={styles['rule']} />
      <Breadcrumb />
      <span className={styles['spacer']} />
      <BookButton look={isSandbox ? 'primary' : 'default'} />
      <TrafficControls />
      <span className={styles['rule']} />
      <button type="button" className={styles['find']} onClick={() => openDialog('palette')} aria-label={t('find')}>
        <Search size={14} strokeWidth={1.5} aria-hidden />
        <span>{t('find')}</span>
        <Kbd keys="Ctrl K" />
      </button>
      <SegmentedControl
        label={t('language')} value={language} onChange={setLanguage} small
        segments={[{ value: 'en', label: 'EN', name: 'English', lang: 'en' }, { value: 'zh-CN', label: '中', name: '中文', lang: 'zh-CN' }]}
      />
      <span className={styles['group']}>
        <ThemeMenu />
        <IconButton icon={CircleHelp} label={t('help')} shortcut="?" onClick={() => openDialog('keys')} />
      </span>
    </header>
  );
}

function Breadcrumb(): ReactElement {
  const { t } = useTranslation('app');
  const lesson = useLesson();
  return (
    <nav className={styles['crumb']} aria-label={t('whereYouAre')}>
      <ol>
        {lesson === null || lesson === undefined ? null : <li>{lesson.track}<ChevronRight size={12} strokeWidth={1.5} aria-hidden /></li>}
        <li aria-current="page"><b>{lesson?.title ?? t('sandbox')}</b></li>
      </ol>
    </nav>
  );
}

const rates = ['0.2', '0.5', '1', '2', '5', '10', '25', '50'] as const;

function TrafficControls(): ReactElement {
  const { t } = useTranslation('app');
  const traffic = useLabState()?.traffic;
  const rate = traffic === undefined ? 0 : traffic.requestsPerSecond;
  const isRunning = traffic?.running === true;
  return (
    <div className={styles['group']} role="group" aria-label={t('traffic')}>
      <IconButton icon={isRunning ? Pause : Play} label={isRunning ? t('pauseTraffic') : t('startTraffic')} aria-disabled={traffic === undefined} onClick={() => void client.lab.setTraffic({ running: !isRunning })} />
      <ChoiceMenu
        label={t('rate')} value={String(rate)} choices={rates.map((value) => ({ value, label: t('rateChoice', { rate: value }) }))}
        onChange={(value) => void client.lab.setTraffic({ requestsPerSecond: Number(value), running: true })}
        trigger={<button type="button" className={styles['rate']} aria-label={t('changeRate', { rate: isRunning ? formatRate(rate) : '0' })}>{isRunning ? t('perSecond', { rate: formatRate(rate) }) : t('noTraffic')}</button>}
      />
    </div>
  );
}

const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const;

function ThemeMenu(): ReactElement {
  const { t } = useTranslation('app');
  const { theme, setTheme } = useSettings();
  return (
    <ChoiceMenu<Theme>
      label={t('theme')} value={theme} choices={[{ value: 'system', label: t('themeSystem') }, { value: 'light', label: t('themeLight') }, { value: 'dark', label: t('themeDark') }]}
      onChange={(chosen) => {
        setTheme(chosen);
        showTheme(chosen);
      }}
      trigger={<IconButton icon={themeIcons[theme]} label={t('theme')} />}
    />
  );
}
