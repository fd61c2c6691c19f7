import { Attributes } from '../value.ts';

/** Looks at everything a value holds, getters of records included; returns how much there was. For tests that nothing throws late. */
export function touchAll(value: unknown): number {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return 1;
  if (value instanceof Attributes) return touchAll(value.entries);
  let count = 1;
  for (const element of Object.values(value)) count += touchAll(element);
  for (const element of getterValues(value)) count += touchAll(element);
  return count;
}

function getterValues(value: object): unknown[] {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== 'object' || prototype === null || prototype === Object.prototype || prototype === Array.prototype) return [];
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => Object.getOwnPropertyDescriptor(prototype, name)?.get !== undefined)
    .map((name): unknown => Reflect.get(prototype, name, value));
}
