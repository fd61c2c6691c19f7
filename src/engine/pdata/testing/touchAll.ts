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

/** Of its class and the classes that one extends. */
function getterValues(value: object): unknown[] {
  const values: unknown[] = [];
  for (let prototype: unknown = Object.getPrototypeOf(value); isOwn(prototype); prototype = Object.getPrototypeOf(prototype)) {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      if (Object.getOwnPropertyDescriptor(prototype, name)?.get !== undefined) values.push(Reflect.get(prototype, name, value));
    }
  }
  return values;
}

const isOwn = (prototype: unknown): prototype is object =>
  typeof prototype === 'object' && prototype !== null && prototype !== Object.prototype && prototype !== Array.prototype;
