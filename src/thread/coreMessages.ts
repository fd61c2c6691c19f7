import type { MessagePort } from 'node:worker_threads';

/** What the core's thread is told when it is made (workerData). */
export interface CoreSettings {
  readonly shell: 'desktop' | 'browser' | 'terminal';
  readonly version: string;
  /** Where the product's own files are: lessons/ and out/services/ lie here. Absolute. */
  readonly root: string;
  /** Where the learner's files are. Absolute; made on the first write. */
  readonly dataDirectory: string;
}

/** From the shell to the core's thread. */
export type ToCore =
  /** A screen: frames travel over its port, which closes with it. */
  | { readonly type: 'connect'; readonly port: MessagePort }
  | { readonly type: 'shutdown' };

/** From the core's thread to the shell. */
export type FromCore =
  | { readonly type: 'started' }
  /** Everything is saved and stopped; the thread ends by itself now. */
  | { readonly type: 'stopped' };
