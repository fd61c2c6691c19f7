import type { Page } from 'playwright-core';
import type { Client } from '#common/contract/define.ts';
import type { contract } from '#common/contract/index.ts';

type PageClient = Client<typeof contract>;
type AreaName = keyof PageClient;
/** Run inside the page, where client.ts has put it. */
interface ClientPage {
  readonly tracegroundClient: Record<string, Record<string, (input: unknown) => Promise<unknown>> & { on: Record<string, (listener: (payload: unknown) => void) => Disposable> }>;
}

/** Calls the core as the page does, over its own channel. */
export async function call<A extends AreaName, M extends Exclude<keyof PageClient[A], 'on'>>(page: Page, area: A, method: M, input: unknown = {}): Promise<unknown> {
  return page.evaluate(async ([areaName, methodName, given]) => {
    const { tracegroundClient } = globalThis as unknown as ClientPage;
    return tracegroundClient[areaName as string]?.[methodName as string]?.(given);
  }, [area, method, input] as const);
}

/** Payloads of such events, oldest first, from now on. The page listens before this returns. */
export async function hearEvents<A extends AreaName>(page: Page, area: A, event: keyof PageClient[A]['on']): Promise<() => Promise<unknown[]>> {
  const heard = await page.evaluateHandle(([areaName, eventName]) => {
    const { tracegroundClient } = globalThis as unknown as ClientPage;
    const payloads: unknown[] = [];
    tracegroundClient[areaName as string]?.on[eventName as string]?.((payload) => payloads.push(payload));
    return payloads;
  }, [area, event] as const);
  return () => heard.jsonValue();
}
