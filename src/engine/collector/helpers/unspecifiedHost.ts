import type { Logger } from '../component/logger.ts';

const documentation = 'https://github.com/open-telemetry/opentelemetry-collector/blob/main/docs/security-best-practices.md#safeguards-against-denial-of-service-attacks';

/** What servers of v0.84 say when they listen on every address (upstream config/internal). */
export function warnOfUnspecifiedHost(logger: Logger, endpoint: string): void {
  if (!/^(|0\.0\.0\.0|\[::\]|\[0:0:0:0:0:0:0:0\]):\d*$/.test(endpoint)) return;
  logger.warn(
    'Using the 0.0.0.0 address exposes this server to every network interface, which may facilitate Denial of Service attacks',
    { documentation }, 'internal@v0.84.0/warning.go:40',
  );
}
