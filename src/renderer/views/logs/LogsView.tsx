import { ArrowDownToLine, Check, Copy, Eraser, Pause, Play } from 'lucide-react';
import { lazy, type ReactElement, Suspense, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogLine } from '#common/contract/collector.ts';
import { client } from '../../host/client.ts';
import { useEvent } from '../../host/useEvent.ts';
import { useQuery } from '../../host/useQuery.ts';
import { coloured } from '../../terminal/ansi.ts';
import type { LogTerminalHandle } from '../../terminal/LogTerminal.tsx';
import { Button } from '../../ui/Button.tsx';
import { ServiceSwatch } from '../../ui/ServiceSwatch.tsx';
import { holds, LogTail } from './logTail.ts';
import styles from './LogsView.module.css';

const LogTerminal = lazy(async () => ({ default: (await import('../../terminal/LogTerminal.tsx')).LogTerminal }));

/** The Logs tab: what the collector and the services print, as they print it. */
export function LogsView(): ReactElement {
  const { t } = useTranslation('logs');
  const lab = useQuery(client.lab.state, {}, { refreshOn: client.lab.on.changed });
  const [chosen, setChosen] = useState<string | null>(null);
  const collectors = lab.data?.collectors ?? [];
  const services = lab.data?.services.filter(({ kind }) => kind === 'service').map(({ name }) => name) ?? [];
  const sources = [...collectors, ...services];
  const source = chosen !== null && sources.includes(chosen) ? chosen : sources[0];
  return (
    <div className={styles['view']}>
      <div className={styles['sources']} role="radiogroup" aria-label={t('source')}>
        {sources.map((name) => (
          <label key={name} className={styles['source']} data-on={name === source}>
            <input type="radio" name="log-source" className="visually-hidden" checked={name === source} onChange={() => setChosen(name)} />
            {services.includes(name) ? <ServiceSwatch service={name} /> : <i className={styles['square']} aria-hidden />}
            <span>{name}</span>
          </label>
        ))}
      </div>
      {source === undefined ? null : <SourceLog key={source} source={source} />}
    </div>
  );
}

function SourceLog({ source }: { readonly source: string }): ReactElement {
  const { t } = useTranslation('logs');
  const terminal = useRef<LogTerminalHandle>(null);
  const bar = useRef<HTMLInputElement>(null);
  const [filter, setFilter] = useState('');
  const [left, setLeft] = useState(false);
  const [copied, setCopied] = useState(false);
  const [atEnd, setAtEnd] = useState(true);
  const tail = useTail(source, terminal, filter);
  const count = tail.shown;
  return (
    <div className={styles['log']}>
      <div className={styles['bar']}>
        <input ref={bar} type="search" className={styles['filter']} placeholder={t('filter')} aria-label={t('filter')} value={filter} onChange={(event) => setFilter(event.target.value)} />
        <span className={styles['said']} role="status">{left ? t('left') : tail.held > 0 ? t('held', { count: tail.held }) : ''}</span>
        {atEnd ? null : <Button look="quiet" size="small" onClick={() => terminal.current?.toEnd()}><ArrowDownToLine size={14} strokeWidth={1.5} aria-hidden />{t('toEnd')}</Button>}
        <Button look="quiet" size="small" aria-pressed={tail.paused} onClick={() => tail.setPaused(!tail.paused)}>
          {tail.paused ? <Play size={14} strokeWidth={1.5} aria-hidden /> : <Pause size={14} strokeWidth={1.5} aria-hidden />}{t(tail.paused ? 'resume' : 'pause')}
        </Button>
        <Button look="quiet" size="small" onClick={() => {
          void navigator.clipboard.writeText(terminal.current?.text() ?? '').then(() => setCopied(true));
        }} onBlur={() => setCopied(false)}>
          {copied ? <Check size={14} strokeWidth={1.5} aria-hidden /> : <Copy size={14} strokeWidth={1.5} aria-hidden />}{t(copied ? 'copied' : 'copy')}
        </Button>
        <Button look="quiet" size="small" onClick={tail.clear}><Eraser size={14} strokeWidth={1.5} aria-hidden />{t('clear')}</Button>
      </div>
      <div className={styles['terminal']} onFocus={() => setLeft(false)}>
        {count > 0 ? null : <p className={styles['empty']}>{filter === '' ? t('emptyText', { source }) : t('noMatch', { text: filter })}</p>}
        <Suspense fallback={<p className={styles['empty']} role="status">{t('loading')}</p>}>
          <LogTerminal label={t('terminal', { source })} handle={terminal} onAtEnd={setAtEnd} onLeave={() => {
            bar.current?.focus();
            setLeft(true);
          }} />
          <Ready onReady={tail.redraw} />
        </Suspense>
      </div>
    </div>
  );
}

/** Mounted together with the terminal: its effect runs when the terminal stands. */
function Ready({ onReady }: { readonly onReady: () => void }): null {
  const ready = useEffectEvent(onReady);
  useEffect(() => ready(), []);
  return null;
}

interface Tail {
  readonly shown: number;
  readonly held: number;
  readonly paused: boolean;
  readonly setPaused: (paused: boolean) => void;
  readonly clear: () => void;
  readonly redraw: () => void;
}

/** Follows one source: the lines so far, then each new one. */
function useTail(source: string, terminal: React.RefObject<LogTerminalHandle | null>, filter: string): Tail {
  const [tail] = useState(() => new LogTail());
  const [paused, setPaused] = useState(false);
  const [shown, setShown] = useState(0);
  const [held, setHeld] = useState(0);
  const from = useRef(0);
  const until = useRef<number | null>(null);
  const first = useQuery(client.lab.logs, { source });

  const write = useEffectEvent((lines: readonly LogLine[]) => {
    const fitting = lines.filter((line) => line.sequence > from.current && holds(line, filter));
    terminal.current?.write(fitting.map(coloured));
    setShown((before) => before + fitting.length);
  });
  const redraw = useEffectEvent(() => {
    terminal.current?.clear();
    setShown(0);
    write(tail.lines.filter(({ sequence }) => until.current === null || sequence <= until.current));
  });
  const take = useEffectEvent((lines: readonly LogLine[]) => {
    const fresh = tail.add(lines);
    if (until.current === null) write(fresh);
    else setHeld((before) => before + fresh.length);
  });

  useEffect(() => {
    if (first.data !== undefined) take(first.data);
  }, [first.data]);
  useEvent(client.lab.on.logged, ({ source: of, lines }) => {
    // Before the first answer everything that is new will be in it.
    if (of === source && first.data !== undefined) take(lines);
  });
  useEffect(() => redraw(), [filter]);
  return {
    shown, held, paused,
    setPaused: (hold) => {
      until.current = hold ? tail.last : null;
      setPaused(hold);
      setHeld(0);
      redraw();
    },
    clear: () => {
      from.current = tail.last;
      redraw();
    },
    redraw: useCallback(() => redraw(), []),
  };
}
