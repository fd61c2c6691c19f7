/** How a component fares (upstream component/componentstatus, v0.159). */
export type Status = 'starting' | 'ok' | 'recoverable_error' | 'permanent_error' | 'fatal_error' | 'stopping' | 'stopped';

export interface StatusEvent {
  readonly status: Status;
  /** With the three errors: what is wrong. */
  readonly error?: string;
}
