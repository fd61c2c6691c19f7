import * as z from 'zod';
import { event, method } from './define.ts';

export const AppInfo = z.object({
  version: z.string(),
  shell: z.enum(['desktop', 'browser', 'terminal']),
  platform: z.string().describe('Operating system and Node version, for bug reports.'),
});
export type AppInfo = z.infer<typeof AppInfo>;

export const Notice = z.object({
  kind: z.enum(['coreRestarted', 'serviceCrashed', 'saveFailed']),
  message: z.string(),
});
export type Notice = z.infer<typeof Notice>;

export const app = {
  info: method(z.object({}), AppInfo),
  /** Something the learner must know that no view owns. */
  noticed: event(Notice),
};
