import { useEffect } from 'react';
import { type DockTab, useScreen } from './screen.ts';

const goKeys: Readonly<Record<string, DockTab>> = { t: 'traces', y: 'yaml', s: 'sdk', l: 'logs', r: 'reality' };
/** How long after `g` the second key counts, milliseconds. */
const chordMillis = 1200;

/** The keys that work everywhere. Plain letters are left alone while the learner types. */
export function useShortcuts(): void {
  useEffect(() => {
    let goPressedAt = -Infinity;
    const onKeyDown = (event: KeyboardEvent): void => {
      const { openDialog, toggleDockFull, openTab } = useScreen.getState();
      const isControl = event.ctrlKey || event.metaKey;
      if (isControl && !event.shiftKey && event.key.toLowerCase() === 'k') act(event, () => openDialog('palette'));
      else if (isControl && event.shiftKey && event.key.toLowerCase() === 'f') act(event, toggleDockFull);
      else if (event.key === 'F6') act(event, () => focusNextRegion(event.shiftKey ? -1 : 1));
      else if (isControl || event.altKey || isTyping(event.target)) return;
      else if (event.key === '?') act(event, () => openDialog('keys'));
      else if (event.key === 'g') goPressedAt = event.timeStamp;
      else if (event.timeStamp - goPressedAt < chordMillis) {
        const tab = goKeys[event.key];
        goPressedAt = -Infinity;
        if (tab !== undefined) act(event, () => openTab(tab));
      }
    };
    // Before the views: the editor takes Ctrl+K otherwise.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

function act(event: KeyboardEvent, action: () => void): void {
  event.preventDefault();
  event.stopPropagation();
  action();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable], .monaco-editor, .xterm') !== null;
}

function focusNextRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.closest('[inert]') === null && region.offsetHeight > 0);
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const next = current < 0 ? (by === 1 ? 0 : regions.length - 1) : (current + by + regions.length) % regions.length;
  regions[next]?.focus();
}
