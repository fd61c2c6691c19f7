import type { MetricAttributes } from '../../../component/metrics.ts';
import { unescapedPath } from '../../../helpers/goUrl.ts';

/**
 * Where an exporter sends, as its counts of what was sent carry it (otlphttpexporter's endpointAttributes, v0.159). Taken apart as Go does, which
 * is lenient: `localhost:4318` has no host, a text without a scheme is all path.
 */
export function urlAttributes(url: string): MetricAttributes {
  const [, authority = '', rest = ''] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)([^?#]*)/i.exec(url) ?? [];
  const [, bracketed, host = bracketed, port = ''] = /^(?:.*@)?(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d*))?$/.exec(authority) ?? [];
  return { 'server.address': host ?? '', ...(rest === '' ? {} : { 'url.path': unescapedPath(rest) }), ...numbered(port) };
}

/** The same of `host:port` (otlpexporter's, v0.159); what is no such pair is an address as a whole. */
export function hostPortAttributes(endpoint: string): MetricAttributes {
  const [, bracketed, host = bracketed, port = ''] = /^(?:\[([^\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(endpoint) ?? [];
  return host === undefined ? { 'server.address': endpoint } : { 'server.address': host, ...numbered(port) };
}

const numbered = (port: string): MetricAttributes => (/^[+-]?\d+$/.test(port) ? { 'server.port': Number(port) } : {});
