import { InvalidArgumentError } from 'commander';
import type { Millis } from '#common/base/units.ts';
import { type Scene, scenes } from '#core/lab/scene.ts';
import { parseDuration } from '#engine/collector/component/duration.ts';

export function sceneArgument(text: string): Scene {
  const scene = scenes.find(({ sceneId }) => sceneId === text);
  if (scene === undefined) throw new InvalidArgumentError(`Scenes are: ${scenes.map(({ sceneId }) => sceneId).join(', ')}.`);
  return scene;
}

/** A Go duration above 0: `8s`, `1m30s`. */
export function durationOption(text: string): Millis {
  const parsed = parseDuration(text);
  if (!parsed.ok || parsed.value <= 0) throw new InvalidArgumentError('It takes a duration such as 10s or 1m30s.');
  return parsed.value;
}

export function rateOption(text: string): number {
  const rate = Number(text);
  if (text.trim() === '' || !(rate >= 0 && rate <= 200)) throw new InvalidArgumentError('It takes a number from 0 to 200.');
  return rate;
}

export function integerOption(text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new InvalidArgumentError('It takes a whole number of at most nine digits.');
  return Number(text);
}

type ByService = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** `web:OTEL_TRACES_SAMPLER=always_off`, added to what came before. */
export function environmentOption(text: string, before: ByService): ByService {
  const match = /^([a-z][a-z0-9-]*):([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text);
  if (match === null) throw new InvalidArgumentError('It takes SERVICE:NAME=VALUE.');
  const [, service = '', name = '', value = ''] = match;
  return { ...before, [service]: { ...before[service], [name]: value } };
}
