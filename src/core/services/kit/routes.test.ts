import { describe, expect, it } from 'vitest';
import { Routes } from './routes.ts';

function setUp() {
  const routes = new Routes();
  routes.set({ 'vets:3003': '127.0.0.1:40123', 'collector:4317': '127.0.0.1:40200' });
  return routes;
}

describe('Routes', () => {
  it('leads a name and port to where somebody listens', () => {
    expect(setUp().way('vets', 3003)).toEqual({ shown: 'vets:3003', real: { host: '127.0.0.1', port: 40_123 } });
    expect(setUp().way('VETS', 3003)).toMatchObject({ real: { port: 40_123 } });
  });

  it.each(['localhost', 'LocalHost', '127.0.0.1', '10.0.0.7', '::1'])('leaves %s to the machine', (host) => {
    expect(setUp().way(host, 3003)).toBeNull();
    expect(setUp().resolve(host)).toBeNull();
  });

  it('knows no other name, and refuses at a port where nobody listens', () => {
    expect(setUp().way('colector', 4317)).toMatchObject({ error: { message: 'getaddrinfo ENOTFOUND colector', code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'colector' } });
    expect(setUp().way('vets', 80)).toMatchObject({ error: { message: 'connect ECONNREFUSED vets:80', code: 'ECONNREFUSED', syscall: 'connect', address: 'vets', port: 80 } });
    expect(setUp().resolve('colector')).toMatchObject({ code: 'ENOTFOUND' });
  });

  it('gives a name an address that stays its own while its program moves and is away', () => {
    const routes = setUp();
    const address = routes.resolve('collector');
    expect(address).toMatch(/^198\.18\.0\.\d+$/);
    expect(routes.resolve('vets')).not.toBe(address);
    expect(routes.way(String(address), 4317)).toEqual({ shown: 'collector:4317', real: { host: '127.0.0.1', port: 40_200 } });

    expect(routes.set({ 'collector:4317': '127.0.0.1:40201' })).toBe(true);
    expect(routes.resolve('collector')).toBe(address);
    expect(routes.way(String(address), 4317)).toMatchObject({ real: { port: 40_201 } });

    routes.set({});
    expect(routes.way(String(address), 4317)).toMatchObject({ error: { message: 'connect ECONNREFUSED collector:4317' } });
    expect(routes.way('collector', 4317)).toMatchObject({ error: { code: 'ENOTFOUND' } });
  });

  it('says whether one has moved: one more is no move', () => {
    const routes = setUp();
    const before = { 'vets:3003': '127.0.0.1:40123', 'collector:4317': '127.0.0.1:40200' };

    expect(routes.set({ ...before, 'web:3001': '127.0.0.1:40300' })).toBe(false);
    expect(routes.set(before)).toBe(true);
    expect(routes.set({ ...before, 'vets:3003': '127.0.0.1:40124' })).toBe(true);
  });
});
