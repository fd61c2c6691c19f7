import './host/environment.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ensureExists } from '#common/base/errors.ts';
import { App } from './app/App.tsx';
import { showTheme, useSettings } from './app/settings.ts';
import { preferredLanguage, startWords } from './i18n/index.ts';

const { language, theme } = useSettings.getState();
showTheme(theme);
await startWords(language ?? preferredLanguage(navigator.languages));
createRoot(ensureExists(document.getElementById('root'), '#root')).render(<StrictMode><App /></StrictMode>);
