import type { Resource, Scope } from '../../common.ts';
import { attributes } from '../compositeFields.ts';
import { defineMessage } from '../message.ts';
import { string, uint32Varint } from '../scalarFields.ts';

// Upstream: a resource may also carry entityRefs (field 3, in development). Here: they survive in a resource that nobody changed.
export const resourceMessage = defineMessage<Resource>(
  'Resource',
  { attributes: attributes(1), droppedAttributesCount: uint32Varint(2) },
  { keepsBytes: true },
);

export const scopeMessage = defineMessage<Scope>(
  'InstrumentationScope',
  { name: string(1), version: string(2), attributes: attributes(3), droppedAttributesCount: uint32Varint(4) },
  { keepsBytes: true },
);
