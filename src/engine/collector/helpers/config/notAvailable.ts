/**
 * Refuses a setting that upstream has and this collector does not, at start: what a learner wrote is never quietly ignored.
 * `setting` is the way to it in the YAML, `instead` says what to do.
 */
export function notAvailable(setting: string, instead: string): Error {
  return new Error(`"${setting}" is not available yet in Traceground: ${instead}`);
}
