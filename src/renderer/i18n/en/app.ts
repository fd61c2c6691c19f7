export const app = {
  brand: 'Traceground',
  sandbox: 'Sandbox',
} as const;
