/** Go's `%q` of a string, for the texts that upstream prints. */
export const quoted = (text: string): string => JSON.stringify(text);
