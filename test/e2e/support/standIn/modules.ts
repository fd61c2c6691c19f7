import type { Menu as ElectronMenu, Protocol, Session, Shell } from 'electron';
import { tell } from './messages.ts';

type Handler = Parameters<Protocol['handle']>[1];
/** What main handed in, for the windows to ask. */
export const handed: {
  readonly schemes: Map<string, Handler>;
  permissionRequest: Parameters<Session['setPermissionRequestHandler']>[0];
  permissionCheck: Parameters<Session['setPermissionCheckHandler']>[0];
  devicePermission: Parameters<Session['setDevicePermissionHandler']>[0];
} = { schemes: new Map(), permissionRequest: null, permissionCheck: null, devicePermission: null };

export const protocol = {
  registerSchemesAsPrivileged: () => undefined,
  handle: (scheme, handler) => void handed.schemes.set(scheme, handler),
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler) => void (handed.permissionRequest = handler),
    setPermissionCheckHandler: (handler) => void (handed.permissionCheck = handler),
    setDevicePermissionHandler: (handler) => void (handed.devicePermission = handler),
  } satisfies Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
};

export const shell = {
  openExternal: async (url) => tell({ type: 'openedOutside', url }),
} satisfies Pick<Shell, 'openExternal'>;

export const Menu = {
  buildFromTemplate: (template: Parameters<typeof ElectronMenu.buildFromTemplate>[0]) => template,
  setApplicationMenu: () => undefined,
};
