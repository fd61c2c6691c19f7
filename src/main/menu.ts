import { Menu, type MenuItemConstructorOptions } from 'electron';

/** The usual items only: what the product can do is on its page, and works in the browser shell as well. */
export function setMenu(): void {
  const macApp: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([
    ...macApp,
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
  ]));
}
