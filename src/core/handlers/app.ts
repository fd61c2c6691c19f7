import type { app, AppInfo } from '#common/contract/app.ts';
import type { Handlers } from '#common/contract/define.ts';

export function appHandlers(info: AppInfo): Handlers<typeof app> {
  return { info: async () => info };
}
