// Parts of monaco-editor that ship without types.
declare module 'monaco-editor/internal/common/workers' {
  export const createWebWorker: (options: unknown) => unknown;
}
declare module 'monaco-editor/editor/editor.worker';
declare module 'monaco-editor/editor/contrib/suggest/browser/suggestController';
