import type { Millis } from '#common/base/units.ts';
import type { Problem } from '../component/factory.ts';
import { duration } from '../component/fields.ts';

/** exporterhelper.TimeoutConfig: squashed into an exporter's config. */
export const timeoutShape = () => ({
  timeout: duration('5s').describe('Longest time one attempt may take; 0 without limit.'),
});

/** `squashed`: how upstream names the embedded struct in a problem's path. */
export function validateTimeout(config: { readonly timeout: Millis }, squashed = 'timeoutconfig'): Problem[] {
  return config.timeout < 0 ? [{ path: [squashed], at: ['timeout'], message: "'timeout' must be non-negative" }] : [];
}
