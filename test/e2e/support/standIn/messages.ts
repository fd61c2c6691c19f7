/** What the stand-in tells the suite, over the child process's own pipe. The suite says one thing: `quit`. */
export type FromStandIn =
  | { readonly type: 'loaded' }
  | { readonly type: 'openedOutside'; readonly url: string };

export function tell(message: FromStandIn): void {
  process.send?.(message);
}
