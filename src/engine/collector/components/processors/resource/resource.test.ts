import { describe, expect, it } from 'vitest';
import { resourceSpans, span } from '#engine/pdata/testing/traces.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeSettings } from '../../../testing/fakeHost.ts';
import { attributeRules } from '../kit/attributeRules.ts';
import { ResourceProcessorConfig, validateResource } from './config.ts';
import { changeResource } from './resource.ts';

describe('resource', () => {
  it('changes resources and leaves what belongs to them alone', () => {
    const change = changeResource('traces', attributeRules)(ResourceProcessorConfig.parse({ attributes: [{ key: 'zone', value: 'a', action: 'upsert' }] }), fakeSettings());
    const data = { resourceSpans: [resourceSpans({ zone: 'a' }, span('same')), resourceSpans({ zone: 'b' }, span('other'))] };

    const changed = change(data, background);

    expect(changed.resourceSpans.map((group) => group.resource.attributes.get('zone'))).toEqual(['a', 'a']);
    expect(changed.resourceSpans[0]).toBe(data.resourceSpans[0]);
    expect(changed.resourceSpans[1]?.scopeSpans).toBe(data.resourceSpans[1]?.scopeSpans);
  });

  it('needs at least one action', () => {
    expect(validateResource(ResourceProcessorConfig.parse(null))).toEqual([{ path: [], at: ['attributes'], message: 'missing required field "attributes"' }]);
  });
});
