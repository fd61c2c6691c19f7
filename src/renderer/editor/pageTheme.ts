/** Calls back when the page's colours change: the theme switch, or the system's setting behind it. */
export function watchPageTheme(changed: () => void): Disposable {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  const media = matchMedia('(prefers-color-scheme: dark)');
  media.addEventListener('change', changed);
  return {
    [Symbol.dispose]() {
      observer.disconnect();
      media.removeEventListener('change', changed);
    },
  };
}

/** The tokens of `ui/tokens.css` as the page shows them now, in `#rrggbb`: Monaco and xterm take no CSS variables. */
export class TokenColours {
  readonly isDark: boolean;
  readonly #probe: HTMLElement;

  constructor() {
    this.#probe = document.createElement('i');
    this.#probe.hidden = true;
    document.body.append(this.#probe);
    this.isDark = luminance(this.get('--surface')) < 0.5;
  }

  /** `alpha` from 0 to 1 gives `#rrggbbaa`. */
  get(token: `--${string}`, alpha?: number): string {
    this.#probe.style.color = `var(${token})`;
    const channels = getComputedStyle(this.#probe).color.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [0, 0, 0];
    const hex = channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('');
    return `#${hex}${alpha === undefined ? '' : Math.round(alpha * 255).toString(16).padStart(2, '0')}`;
  }

  [Symbol.dispose](): void {
    this.#probe.remove();
  }
}

function luminance(hex: string): number {
  const at = (from: number): number => Number.parseInt(hex.slice(from, from + 2), 16) / 255;
  return 0.2126 * at(1) + 0.7152 * at(3) + 0.0722 * at(5);
}
