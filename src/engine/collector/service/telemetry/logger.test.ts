import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import { createLogger, type LoggerSettings } from './logger.ts';

function logging(overrides: Partial<LoggerSettings> = {}) {
  const clock = new FakeClock();
  const lines: string[] = [];
  const logger = createLogger({
    clock, level: 'info', encoding: 'console', disableCaller: false, sampling: undefined,
    fields: { resource: { 'service.name': 'otelcol' } }, write: (_entry, line) => { lines.push(line.replace(/^[^\t{]*\t/, '')); }, ...overrides,
  });
  return { clock, lines, logger };
}

describe('createLogger', () => {
  it('writes as the real console encoder does', () => {
    const { lines, logger } = logging();

    logger.with({ 'otelcol.component.id': 'otlp' }).info('Starting GRPC server', { endpoint: '[::]:4317', list: ['a', 1], none: undefined }, 'otlpreceiver@v0.159.0/otlp.go:120');
    logger.warn('plain');

    expect(lines).toEqual([
      'info\totlpreceiver@v0.159.0/otlp.go:120\tStarting GRPC server\t{"resource": {"service.name": "otelcol"}, "otelcol.component.id": "otlp", "endpoint": "[::]:4317", "list": ["a", 1]}',
      'warn\tplain\t{"resource": {"service.name": "otelcol"}}',
    ]);
  });

  it('writes JSON', () => {
    const { lines, logger } = logging({ encoding: 'json', fields: {} });

    logger.error('no "luck"', { error: new Error('x'), at: 1n, bad: NaN }, 'a.go:1');

    expect(JSON.parse(lines[0]!)).toEqual({ level: 'error', ts: expect.stringMatching(/^2024-01-01T\d\d:\d\d:00\.000(Z|[+-]\d{4})$/) as string, caller: 'a.go:1', msg: 'no "luck"', error: 'x', at: 1, bad: 'NaN' });
  });

  it('writes a field that is called as one of the line\'s own beside it', () => {
    const { lines, logger } = logging({ encoding: 'json', fields: {} });

    logger.info('skipped', { level: 'None', nothing: undefined });
    logger.info('bare', { nothing: undefined });

    expect(lines.map((line) => line.replace(/"ts":"[^"]*",/, ''))).toEqual(['{"level":"info","msg":"skipped","level":"None"}', '{"level":"info","msg":"bare"}']);
  });

  it('keeps to its level, and says so', () => {
    const { lines, logger } = logging({ level: 'warn' });

    logger.info('no');
    logger.debug('no');
    logger.error('yes');

    expect([lines.length, logger.enabled('info'), logger.enabled('error')]).toEqual([1, false, true]);
  });

  it('leaves callers out when told to', () => {
    const { lines, logger } = logging({ disableCaller: true, fields: {} });

    logger.info('x', {}, 'a.go:1');

    expect(lines).toEqual(['info\tx']);
  });

  it('thins out equal lines: 10, then every 100th, anew after each tick', async () => {
    const { clock, lines, logger } = logging({ sampling: { tick: millis(10_000), initial: 10, thereafter: 100 } });

    for (let i = 0; i < 211; i += 1) logger.info('same');
    logger.info('other');
    const first = lines.length;
    await clock.advance(millis(10_000));
    logger.info('same');

    expect([first, lines.length]).toEqual([13, 14]);
  });
});
