/** Marks a branch the types say is unreachable; reaching it is our bug. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}

/** The text of anything that can be thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Returns `value`, or throws because the caller's belief that it exists is our bug. */
export function ensureExists<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`${what} must exist`);
  return value;
}
