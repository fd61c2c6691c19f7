import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import type { HttpHandler, Network } from '#engine/network/network.ts';
import { MemoryNetwork } from '../testing/memoryNetwork.ts';
import { ListenerPool } from './listenerPool.ts';

const says = (text: string): HttpHandler => async () => ({ status: 200, headers: {}, body: new TextEncoder().encode(text) });
async function ask(network: Network, address = '127.0.0.1:4318'): Promise<string> {
  const response = await network.fetch({ method: 'POST', url: `http://${address}/`, headers: {}, body: new Uint8Array() }, { timeoutMillis: 0, maxResponseBytes: 1000 });
  return new TextDecoder().decode(response.body);
}
const options = { address: '127.0.0.1:4318', maxBodyBytes: 100 };

describe('ListenerPool', () => {
  it('hands an unchanged listener to the next generation without closing it', async () => {
    const network = new MemoryNetwork();
    const pool = new ListenerPool(network, new FakeClock());
    const old = await pool.networkFor(1, 'otlp').listenHttp(options, says('old'));

    await pool.networkFor(2, 'otlp/renamed').listenHttp(options, says('new'));
    const before = await ask(network);
    await old.close(0);

    expect([before, await ask(network), network.opened]).toEqual(['new', 'new', ['127.0.0.1:4318']]);
    expect(pool.listening).toEqual([{ componentId: 'otlp/renamed', protocol: 'http', address: '127.0.0.1:4318' }]);
  });

  it.each([
    ['localhost:4318', '0.0.0.0:4318', true], [':8888', 'localhost:8888', true], ['127.0.0.1:1', 'localhost:1', true],
    ['localhost:4318', 'localhost:4319', false], ['10.0.0.1:4318', 'localhost:4318', false],
  ])('closes %s before it opens %s where both cannot be had: %s', async (before, after, closes) => {
    const network = new MemoryNetwork();
    const pool = new ListenerPool(network, new FakeClock());
    await pool.networkFor(1, 'otlp').listenHttp({ ...options, address: before }, says('old'));

    await pool.networkFor(2, 'otlp').listenHttp({ ...options, address: after }, says('new'));
    const during = network.addresses;
    await pool.rollback(2);

    expect(during).toEqual(closes ? [after] : [before, after]);
    expect(network.addresses).toEqual(closes ? [before] : [before, after]);
  });

  it('lets the old owner finish what it began before its close resolves', async () => {
    const network = new MemoryNetwork();
    const pool = new ListenerPool(network, new FakeClock());
    let finish = (): void => {};
    const old = await pool.networkFor(1, 'otlp').listenHttp(options, async () => {
      await new Promise<void>((resolve) => { finish = resolve; });
      return { status: 200, headers: {}, body: new TextEncoder().encode('old') };
    });
    const inFlight = ask(network);
    await pool.networkFor(2, 'otlp').listenHttp(options, says('new'));
    const order: string[] = [];

    const closed = old.close(1000).then(() => order.push('closed'));
    order.push(await ask(network));
    order.push('finish');
    finish();
    await closed;

    expect([order, await inFlight]).toEqual([['new', 'finish', 'closed'], 'old']);
  });

  it('does not wait for a stuck request longer than its grace', async () => {
    const network = new MemoryNetwork();
    const clock = new FakeClock();
    const pool = new ListenerPool(network, clock);
    const old = await pool.networkFor(1, 'otlp').listenHttp(options, () => new Promise(() => {}));
    void ask(network);
    await pool.networkFor(2, 'otlp').listenHttp(options, says('new'));
    let closed = false;

    void old.close(1000).then(() => { closed = true; });
    await clock.advance(millis(999));
    const before = closed;
    await clock.advance(millis(1));

    expect([before, closed]).toEqual([false, true]);
  });

  it('opens anew when options changed, and restores the old on rollback', async () => {
    const network = new MemoryNetwork();
    const pool = new ListenerPool(network, new FakeClock());
    await pool.networkFor(1, 'otlp').listenHttp(options, says('old'));
    const next = await pool.networkFor(2, 'otlp').listenHttp({ ...options, maxBodyBytes: 5 }, says('new'));
    const during = await ask(network);

    await pool.rollback(2);
    await next.close(0);

    expect([during, await ask(network), network.opened.length]).toEqual(['new', 'old', 3]);
  });

  it('keeps the port of port 0 for the same component only', async () => {
    const network = new MemoryNetwork();
    const pool = new ListenerPool(network, new FakeClock());
    const zero = { ...options, address: '127.0.0.1:0' };
    const first = await pool.networkFor(1, 'a').listenHttp(zero, says('a'));

    const again = await pool.networkFor(2, 'a').listenHttp(zero, says('a2'));
    const other = await pool.networkFor(2, 'b').listenHttp(zero, says('b'));

    expect(again.address).toBe(first.address);
    expect(other.address).not.toBe(first.address);
  });

  it('does not share an address within one generation', async () => {
    const pool = new ListenerPool(new MemoryNetwork(), new FakeClock());
    await pool.networkFor(1, 'a').listenHttp(options, says('a'));

    await expect(pool.networkFor(1, 'b').listenHttp(options, says('b'))).rejects.toThrow('listen tcp 127.0.0.1:4318: bind: address already in use');
  });

  it('frees the address when the owner closes', async () => {
    const network = new MemoryNetwork();
    const pool = new ListenerPool(network, new FakeClock());
    const listener = await pool.networkFor(1, 'a').listenHttp(options, says('a'));

    await listener.close(0);
    await listener.close(0);

    expect([network.addresses, pool.listening]).toEqual([[], []]);
  });

  it('takes nothing from a component that goes on as it is', async () => {
    const pool = new ListenerPool(new MemoryNetwork(), new FakeClock());
    await pool.networkFor(1, 'otlp', 'receiver/otlp').listenHttp(options, says('old'));
    pool.hold(new Set(['receiver/otlp']), 2);

    await expect(pool.networkFor(2, 'otlp/new', 'receiver/otlp/new').listenHttp(options, says('new'))).rejects.toThrow('listen tcp 127.0.0.1:4318: bind: address already in use');
    await pool.rollback(2);

    expect(pool.listening).toEqual([{ componentId: 'otlp', protocol: 'http', address: '127.0.0.1:4318' }]);
  });
});
