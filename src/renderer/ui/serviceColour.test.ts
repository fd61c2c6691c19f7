import { describe, expect, it } from 'vitest';
import { serviceColour } from './serviceColour.ts';

describe('serviceColour', () => {
  it('gives each clinic service a colour of its own', () => {
    const names = ['web', 'visits', 'vets', 'billing', 'cardpay', 'db', 'queue', 'notifier'];

    const colours = names.map((name) => serviceColour(name));

    expect(new Set(colours.map(({ colour }) => colour)).size).toBe(8);
    expect(colours.every(({ tag }) => tag === null)).toBe(true);
  });

  it('gives an unknown service the same colour every time, and a tag', () => {
    const first = serviceColour('checkout');

    expect(first).toEqual(serviceColour('checkout'));
    expect(first.colour).toMatch(/^var\(--s([1-9]|1[0-2])\)$/);
    expect(first.tag).toBe('ch');
  });
});
