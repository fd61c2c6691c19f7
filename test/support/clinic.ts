import { clinicPorts } from '#core/protocol/clinicPorts.ts';
import type { FromService, ToService } from '#core/protocol/serviceMessages.ts';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import type { Platform, ServiceProcess } from '#core/platform/platform.ts';
import { buildServices, servicesDirectory } from './buildServices.ts';

/** The programs, in the order they stop. */
export const serviceNames = ['web', 'visits', 'vets', 'billing', 'cardpay', 'notifier', 'queue'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** One running service program with everything it said so far. */
export interface RunningService {
  readonly url: string;
  readonly port: number;
  readonly lines: readonly string[];
  readonly messages: readonly FromService[];
  readonly served: readonly Extract<FromService, { type: 'served' }>[];
  readonly exit: Promise<{ readonly code: number; readonly error: string | null }>;
  post(message: ToService): void;
  terminate(): Promise<void>;
}

/** Where names lead: `collector:4318` → `127.0.0.1:40123`. */
export type Routes = Readonly<Record<string, string>>;

/** Starts a service of the clinic with exactly this environment; rejects when it ends before it listens. */
export async function startService(platform: Platform, program: string, environment: Readonly<Record<string, string>>, routes: Routes = {}): Promise<RunningService> {
  const process: ServiceProcess = platform.launch({ program, environment });
  process.post({ type: 'routes', routes });
  const lines: string[] = [];
  const messages: FromService[] = [];
  const served: Extract<FromService, { type: 'served' }>[] = [];
  process.printed((line) => lines.push(line));
  const exit = new Promise<{ readonly code: number; readonly error: string | null }>((resolve) => process.exited(resolve));
  const port = await new Promise<number>((resolve, reject) => {
    process.messaged((message) => {
      const said = message as FromService;
      messages.push(said);
      if (said.type === 'listening') resolve(said.port);
      if (said.type === 'served') served.push(said);
    });
    void exit.then(({ error }) => reject(new Error(`${program} ended before it listened: ${String(error)}\n${lines.join('\n')}`)));
  });
  return { url: `http://127.0.0.1:${String(port)}`, port, lines, messages, served, exit, post: (message) => process.post(message), terminate: () => process.terminate() };
}

/** Starts all of them and introduces them to each other, and to `others`. */
export async function startClinic(environment: (service: ServiceName) => Readonly<Record<string, string>>, others: Routes = {}): Promise<Readonly<Record<ServiceName, RunningService>>> {
  await buildServices();
  const platform = createNodePlatform({ servicesDirectory, storeDirectory: servicesDirectory });
  const started = await Promise.all(serviceNames.map(async (name) => [name, await startService(platform, name, environment(name), others)] as const));
  const clinic = Object.fromEntries(started) as Readonly<Record<ServiceName, RunningService>>;
  const routes = { ...others, ...Object.fromEntries(serviceNames.map((name) => [`${name}:${String(clinicPorts[name])}`, `127.0.0.1:${String(clinic[name].port)}`])) };
  for (const name of serviceNames) clinic[name].post({ type: 'routes', routes });
  return clinic;
}

/** Stops all of them, those who take messages after those who send them, and gives their exit codes. */
export async function stopClinic(clinic: Readonly<Record<ServiceName, RunningService>>): Promise<readonly number[]> {
  const stop = async (name: ServiceName): Promise<number> => {
    clinic[name].post({ type: 'stop' });
    return (await clinic[name].exit).code;
  };
  return [...await Promise.all((['web', 'visits', 'vets', 'billing', 'cardpay'] as const).map(stop)), await stop('notifier'), await stop('queue')];
}

export async function book(clinic: Readonly<Record<ServiceName, RunningService>>, vetId = 1): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${clinic.web.url}/book`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ pet: 'Rex', vetId }) });
  return { status: response.status, body: await response.json() };
}
export async function browse(clinic: Readonly<Record<ServiceName, RunningService>>): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${clinic.web.url}/`);
  return { status: response.status, body: await response.json() };
}
