export const traces = {
} as const;
