/** One line on stdout: `2026-11-24T08:00:00.000Z INFO visits POST /visits 201 87ms`. */
export function print(level: 'INFO' | 'WARN' | 'ERROR', text: string): void {
  process.stdout.write(`${new Date().toISOString()} ${level} ${serviceName()} ${text}\n`);
}

let name = 'service';
export function nameService(own: string): void {
  name = own;
}
export const serviceName = (): string => name;
