import { FakeClock } from '#common/base/fakeClock.ts';
import type { Platform, ServiceProgram } from '#core/platform/platform.ts';
import type { HttpRequest, Network } from '#engine/network/network.ts';
import { FakeStore } from './fakeCollector.ts';
import { FakeProcess } from './fakeProcess.ts';

const unsupported = async (): Promise<never> => {
  throw new Error('not in this fake');
};

/** A machine for tests: services listen as soon as they are launched, every request is answered 200, nothing else happens. */
export function fakePlatform() {
  const clock = new FakeClock();
  const store = new FakeStore();
  const launched: FakeProcess[] = [];
  const fetched: string[] = [];
  const openPorts = new Set<string>();
  let lastPort = 50_000;
  const listen = async ({ address }: { readonly address: string }) => {
    const own = address.endsWith(':0') ? `127.0.0.1:${String((lastPort += 1))}` : address;
    openPorts.add(own);
    return { address: own, close: async () => { openPorts.delete(own); } };
  };
  const network: Network = {
    listenHttp: listen, listenGrpc: listen,
    fetch: async (request: HttpRequest) => {
      fetched.push(`${request.method} ${request.url}`);
      return { status: 200, headers: {}, body: new Uint8Array() };
    },
    connectGrpc: () => ({ unary: unsupported, close: () => {} }),
  };
  const platform: Platform = {
    clock, network, store, description: 'a fake machine',
    compressor: { compress: unsupported, decompress: unsupported },
    files: { openOutput: unsupported, rename: unsupported, remove: unsupported, list: unsupported, read: unsupported, makeDirectory: unsupported },
    memory: { used: () => 0, total: () => 1, collect: () => {}, resident: () => 0, reserved: () => 0 },
    cpuSeconds: () => 0,
    cpus: 2,
    environment: new Map([['PATH', '/bin'], ['SECRET', 'x']]),
    launch: (program: ServiceProgram) => {
      const process = new FakeProcess(program);
      launched.push(process);
      const port = (lastPort += 1);
      void Promise.resolve().then(() => process.says({ type: 'listening', port }));
      return process;
    },
  };
  return { platform, clock, store, launched, fetched, openPorts };
}
