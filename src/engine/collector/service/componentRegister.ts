import type { Component } from '../component/component.ts';

/** What one collector remembers of its components over all its services. */
export class ComponentRegister<Owner extends object> {
  /** The service that runs a component; changes hands at a reload. */
  readonly owners = new WeakMap<Component, Owner>();
  readonly #bound = new WeakMap<Component, Set<string>>();

  bind(component: Component, extensionId: string): void {
    this.#bound.set(component, (this.#bound.get(component) ?? new Set()).add(extensionId));
  }

  /** The extensions that a component asked for. */
  extensionsOf(component: Component): readonly string[] {
    return [...this.#bound.get(component) ?? []];
  }
}
