import * as z from 'zod';
import type { Store } from '#core/platform/platform.ts';
import { eras } from '#engine/collector/component/era.ts';
import { distributions } from '#engine/collector/component/release.ts';

const Release = z.object({ era: z.enum(eras), distribution: z.enum(distributions) }).optional();
const SavedDraft = z.object({ yaml: z.string().max(1_000_000), runningYaml: z.string().max(1_000_000), release: Release, runningRelease: Release });
/** What the learner last wrote, and what last ran: not the same while the draft is broken. */
export type SavedDraft = Readonly<z.infer<typeof SavedDraft>>;

/** Keeps one collector's draft between runs. A file that is damaged counts as none. */
export class DraftStore {
  readonly #store: Store;
  readonly #name: string;

  constructor(store: Store, sceneId: string, collectorId: string) {
    this.#store = store;
    this.#name = `draft-${sceneId}-${collectorId}.json`;
  }

  async load(): Promise<SavedDraft | null> {
    const text = await this.#store.read(this.#name);
    return text === null ? null : parse(text);
  }

  save(draft: SavedDraft): Promise<void> {
    return this.#store.write(this.#name, JSON.stringify(draft));
  }
}

function parse(text: string): SavedDraft | null {
  try {
    return SavedDraft.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // not JSON: damaged from outside, since writes are atomic
  }
}
