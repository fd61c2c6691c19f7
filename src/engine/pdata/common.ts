import type { Attributes } from './value.ts';

/** opentelemetry-proto resource.v1.Resource. */
export interface Resource {
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

/** opentelemetry-proto common.v1.InstrumentationScope. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}
