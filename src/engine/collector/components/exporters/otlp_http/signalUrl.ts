import type { Signal } from '#engine/pdata/signal.ts';
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

/** Whether Go's url.Parse takes the text. It is lenient: `localhost:4318` is a URL of scheme "localhost", `127.0.0.1:4318` is none. */
function isGoUrl(text: string): boolean {
  if (/[\u0000-\u001f\u007f]/.test(text) || text.startsWith(':')) return false;
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:/.exec(text)?.[0] ?? '';
  const rest = text.slice(scheme.length).replace(/[?#].*$/s, '');
  if (/%(?![0-9a-fA-F]{2})/.test(rest)) return false;
  if (scheme === '') return rest.startsWith('/') || !(rest.split('/')[0] ?? '').includes(':');
  if (!rest.startsWith('//')) return true;
  const authority = (rest.slice(2).split('/')[0] ?? '').replace(/^.*@/, '');
  return !/[\s<>"]/.test(authority) && /^(\[[^\]]*\]|[^:[\]]*)(:\d*)?$/.test(authority);
}
