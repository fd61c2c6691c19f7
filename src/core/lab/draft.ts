import type { Release } from '#engine/collector/component/release.ts';
import { releaseOf } from '#engine/collector/components/distributions.ts';
import type { SavedDraft } from './draftStore.ts';

/** A configuration and what judges it. */
export interface Draft {
  readonly yaml: string;
  readonly release: Release;
}

/** What the learner last wrote; a release that is not known (any more) is the scene's. */
export const written = (saved: SavedDraft, own: Draft): Draft => ({ yaml: saved.yaml, release: (saved.release && releaseOf(saved.release)) ?? own.release });

/** What a lab may start with, best first: what was written, what last ran, the scene's own. */
export function candidates(saved: SavedDraft | null, own: Draft): readonly Draft[] {
  if (saved === null) return [own];
  const ran = { yaml: saved.runningYaml, release: (saved.runningRelease && releaseOf(saved.runningRelease)) ?? own.release };
  return [written(saved, own), ran, own].filter(({ yaml }) => yaml !== '')
    .filter((draft, index, all) => all.findIndex((other) => other.yaml === draft.yaml && other.release === draft.release) === index);
}
