/** Freezes a value and all it holds, so that a test fails where somebody mutates shared data. Bytes cannot be frozen and are left. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  for (const key of Reflect.ownKeys(value)) {
    // A getter may decode on first look; looking would change what the test measures.
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (property !== undefined && 'value' in property) deepFreeze(property.value as unknown);
  }
  return value;
}
