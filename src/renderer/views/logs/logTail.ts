import type { LogLine } from '#common/contract/collector.ts';

/** Lines of one source, oldest first, without doubles: events and answers may overlap. Keeps the newest 5,000. */
export class LogTail {
  #lines: readonly LogLine[] = [];

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  get last(): number {
    return this.#lines.at(-1)?.sequence ?? 0;
  }

  /** The lines that are new here, in order. */
  add(lines: readonly LogLine[]): readonly LogLine[] {
    const fresh = lines.filter(({ sequence }) => sequence > this.last).sort((a, b) => a.sequence - b.sequence);
    if (fresh.length > 0) this.#lines = [...this.#lines, ...fresh].slice(-5_000);
    return fresh;
  }
}

/** Does the line hold the text, whatever its case? An empty text is in every line. */
export function holds(line: Pick<LogLine, 'text'>, text: string): boolean {
  return line.text.toLowerCase().includes(text.trim().toLowerCase());
}
