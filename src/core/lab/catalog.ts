import { clinicPorts } from '#core/protocol/clinicPorts.ts';

/** A program of the world, in out/services, and what it calls. Only a `service` is ours to instrument: the others run no SDK. */
export interface ServiceDefinition {
  readonly name: string;
  readonly kind: 'service' | 'external' | 'database' | 'queue';
  /** The port it is known by inside the lab: `http://visits:3002`. What it really listens on is any free one. */
  readonly port: number;
  /** Names of the services it calls. */
  readonly calls: readonly string[];
}

export const catalog: readonly ServiceDefinition[] = [
  { name: 'web', kind: 'service', port: clinicPorts.web, calls: ['visits'] },
  { name: 'visits', kind: 'service', port: clinicPorts.visits, calls: ['vets', 'billing', 'queue'] },
  { name: 'vets', kind: 'service', port: clinicPorts.vets, calls: [] },
  { name: 'billing', kind: 'service', port: clinicPorts.billing, calls: ['cardpay'] },
  { name: 'queue', kind: 'queue', port: clinicPorts.queue, calls: ['notifier'] },
  { name: 'cardpay', kind: 'external', port: clinicPorts.cardpay, calls: [] },
  { name: 'notifier', kind: 'service', port: clinicPorts.notifier, calls: [] },
];

/** What a visitor of the clinic can do. Everything enters at `entry`. */
export const entry = 'web';
export type OperationName = 'browse' | 'book';

export interface OperationRequest {
  readonly method: string;
  readonly path: string;
  /** JSON, or undefined for none. */
  readonly body?: unknown;
}

const pets = ['Rex', 'Luna', 'Mochi', 'Bella', 'Coco', 'Simba', 'Nala', 'Oscar'];
const vetCount = 3;

/** The request of one visit to the clinic; pet and vet are drawn from `random`. */
export function operationRequest(operation: OperationName, random: () => number): OperationRequest {
  if (operation === 'browse') return { method: 'GET', path: '/' };
  const pet = pets[Math.floor(random() * pets.length)] ?? 'Rex';
  return { method: 'POST', path: '/book', body: { pet, vetId: 1 + Math.floor(random() * vetCount) } };
}

/** Chance of each operation in steady traffic; they add up to 1. */
export const defaultMix: Readonly<Record<OperationName, number>> = { browse: 0.6, book: 0.4 };
