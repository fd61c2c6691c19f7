import { errorMessage } from '#common/base/errors.ts';
import { millis } from '#common/base/units.ts';
import type { Host } from '../../../component/host.ts';
import type { Logger } from '../../../component/logger.ts';

/** How often the file is looked at. */
const interval = millis(1000);

export interface CredentialsFileSettings {
  readonly path: string;
  readonly logger: Logger;
  /** Called with each value that was read, the first included. */
  readonly changed?: (value: string) => void;
}

/**
 * A secret in a file, without the white space around it, which follows the file (upstream extension/internal/credentialsfile v0.159). Upstream:
 * the system tells of changes. Here: the file is read once a second, because a host's files cannot be watched.
 */
export class CredentialsFile {
  readonly #settings: CredentialsFileSettings;
  #value = '';
  #timer: Disposable | undefined;

  constructor(settings: CredentialsFileSettings) {
    this.#settings = settings;
  }

  /** "" until started. */
  get value(): string {
    return this.#value;
  }

  /** Rejects when the file cannot be read or is empty. */
  async start(host: Pick<Host, 'clock' | 'files'>): Promise<void> {
    const { path } = this.#settings;
    try {
      this.#take(await this.#read(host));
    } catch (error) {
      throw new Error(`failed to read credentials file "${path}": ${errorMessage(error)}`, { cause: error });
    }
    this.#watch(host);
  }

  stop(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  #watch(host: Pick<Host, 'clock' | 'files'>): void {
    const timer = host.clock.setTimeout(() => {
      void this.#refresh(host).then(() => {
        if (this.#timer === timer) this.#watch(host);
      });
    }, interval);
    this.#timer = timer;
  }

  async #refresh(host: Pick<Host, 'files'>): Promise<void> {
    try {
      const value = await this.#read(host);
      if (value !== this.#value) this.#take(value);
    } catch (error) {
      const { logger, path } = this.#settings;
      logger.warn('failed to reload credentials file, keeping last value', { file: path, error: errorMessage(error) }, 'credentialsfile@v0.159.0/filewatcher.go:112');
    }
  }

  async #read({ files }: Pick<Host, 'files'>): Promise<string> {
    const { path } = this.#settings;
    const text = new TextDecoder().decode(await files.read(path)).trim();
    if (text === '') throw new Error(`credentials file "${path}" is empty`);
    return text;
  }

  #take(value: string): void {
    this.#value = value;
    this.#settings.changed?.(value);
  }
}
