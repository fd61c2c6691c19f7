import { formatDuration } from '../component/duration.ts';
import { millisToNanos, type Millis } from '#common/base/units.ts';

/** Upstream's `--mode` and `--format`. */
export interface PrintStyle {
  readonly secrets: 'redacted' | 'unredacted';
  readonly format: 'yaml' | 'json';
}

/** An opaque string: shown only unredacted. */
export class Secret {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** YAML has Go's text for it, JSON its number of nanoseconds. */
export class GoDuration {
  readonly millis: Millis;
  constructor(millis: Millis) {
    this.millis = millis;
  }
  get text(): string {
    return formatDuration(this.millis);
  }
}

/** Plain data for the YAML writer. */
export function asYaml(value: unknown, style: Pick<PrintStyle, 'secrets'>): unknown {
  if (value instanceof GoDuration) return value.text;
  if (value instanceof Secret) return secret(value, style);
  if (Array.isArray(value)) return value.map((item) => asYaml(item, style));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asYaml(inner, style)]));
}

const secret = ({ value }: Secret, { secrets }: Pick<PrintStyle, 'secrets'>): unknown => (secrets === 'redacted' ? '[REDACTED]' : value);

/** As Go's encoder writes what it marshalled: keys in order, lists that were never made and sections without components as null, HTML escaped. */
export function writeJson(whole: Readonly<Record<string, unknown>>, style: Pick<PrintStyle, 'secrets'>): string {
  const sections = Object.entries(whole).map(([key, section]) => [key, isBare(section) ? null : asJson(section, style)] as const);
  const text = JSON.stringify(Object.fromEntries(sections.sort(byKey)), null, 2);
  return `${text.replaceAll(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

const isBare = (section: unknown): boolean => typeof section === 'object' && section !== null && Object.keys(section).length === 0;
const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

function asJson(value: unknown, style: Pick<PrintStyle, 'secrets'>): unknown {
  if (value instanceof GoDuration) return millisToNanos(value.millis);
  if (value instanceof Secret) return secret(value, style);
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((item) => asJson(item, style));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined).map(([key, inner]) => [key, asJson(inner, style)] as const).sort(byKey));
}
