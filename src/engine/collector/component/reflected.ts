/** A log field that zap hands to Go's JSON encoder whole: no blanks, whatever the encoding of the line. A struct's keys stay in their order. */
export class Reflected {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }

  /** Go sorts the keys of maps, at every depth. */
  static ofMap(map: object): Reflected {
    return new Reflected(sorted(map));
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}
