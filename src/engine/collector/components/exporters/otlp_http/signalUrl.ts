import type { Signal } from '#engine/pdata/signal.ts';
import { goUrlPath } from '../../../helpers/goUrl.ts';
import type { OtlpHttpExporterConfig } from './config.ts';

/** The URL of a signal; throws, with upstream's text, when the config gives none. */
export function signalUrl(config: OtlpHttpExporterConfig, signal: Signal): string {
  if (config.endpoint !== '' && !isGoUrl(config.endpoint)) throw new Error('endpoint must be a valid URL');
  const own = config[`${signal}_endpoint`];
  if (own !== '') {
    if (!isGoUrl(own)) throw new Error(`${signal}_endpoint must be a valid URL`);
    return own;
  }
  if (config.endpoint === '') throw new Error(`either endpoint or ${signal}_endpoint must be specified`);
  return `${config.endpoint}${config.endpoint.endsWith('/') ? '' : '/'}v1/${signal}`;
}

const isGoUrl = (text: string): boolean => goUrlPath(text).ok;
