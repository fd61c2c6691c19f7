import { DisposableStore } from '#common/base/disposable.ts';
import type { Handlers, Publish } from '#common/contract/define.ts';
import type { sdk as sdkArea, SdkState } from '#common/contract/sdk.ts';
import { RpcError } from '#common/rpc/rpcError.ts';
import type { Lab } from '#core/lab/lab.ts';
import { sdkSchema } from '#core/lab/sdkSettings/schema.ts';
import type { ServiceSdk, SdkView } from '#core/lab/sdkSettings/serviceSdk.ts';

export function sdkHandlers(lab: Lab): Handlers<typeof sdkArea> {
  const sdkOf = (service: string): ServiceSdk => {
    const sdk = lab.sdks.get(service);
    if (sdk === undefined) throw new RpcError('not_found', `no service ${JSON.stringify(service)} that runs an SDK`);
    return sdk;
  };
  return {
    list: async () => [...lab.sdks.values()].map(({ view }) => sdkState(view)),
    apply: async ({ service, yaml }) => sdkState(await sdkOf(service).apply(yaml)),
    reset: async ({ service }) => sdkState(await sdkOf(service).reset()),
    schema: async () => sdkSchema(),
  };
}

export function publishSdk(lab: Lab, publish: Publish<typeof sdkArea>): Disposable {
  const store = new DisposableStore();
  store.add(lab.sdkChanged((view) => publish.changed(sdkState(view))));
  return store;
}

function sdkState(view: SdkView): SdkState {
  return { ...view, diagnostics: view.diagnostics.map((diagnostic) => ({ ...diagnostic })), effective: view.effective.map((one) => ({ ...one })) };
}
