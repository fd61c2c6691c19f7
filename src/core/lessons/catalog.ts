import { err, ok, type Result } from '#common/base/result.ts';
import { type Lesson, type LessonFault, type LessonFiles, parseLesson, readYaml } from './lesson.ts';
import { CurriculumFile, GlossaryFile } from './lessonFile.ts';
import type { Words } from './words.ts';

export interface CatalogEntry {
  readonly lessonId: string;
  readonly track: Words;
  /** What a learner may open, or why they may not. */
  readonly lesson: Result<Lesson, readonly LessonFault[]>;
  readonly files: LessonFiles;
}
/** A word of the glossary. */
export interface Term {
  readonly termId: string;
  readonly name: Words;
  /** Another word for it that learners may have met. */
  readonly alias: string | null;
  readonly means: Words;
}
export interface LessonCatalog {
  /** In the curriculum's order. */
  readonly entries: readonly CatalogEntry[];
  /** Words the lessons explain, in the glossary's order. */
  readonly terms: readonly Term[];
  /** Faults of `curriculum.yaml` and `glossary.yaml`, folders that are not listed, terms that are not explained. */
  readonly faults: readonly LessonFault[];
}

/** Reads all content; `content` holds every file under `lessons/`. */
export function readCatalog(content: LessonFiles): LessonCatalog {
  const faults: LessonFault[] = [];
  const curriculum = readYaml({ files: content, name: 'curriculum.yaml', schema: CurriculumFile }, faults);
  const entries = (curriculum?.tracks ?? []).flatMap((track) => track.lessons.map((lessonId): CatalogEntry => {
    const files = filesOf(content, lessonId);
    return { lessonId, track: track.title, lesson: checkId(lessonId, parseLesson(files)), files };
  }));
  const listed = new Set(entries.map(({ lessonId }) => lessonId));
  for (const file of content.keys()) {
    const folder = file.includes('/') ? file.slice(0, file.indexOf('/')) : null;
    if (folder !== null && file.endsWith('/lesson.yaml') && !listed.has(folder)) {
      faults.push({ file: 'curriculum.yaml', line: 1, message: `does not list the lesson ${folder}` });
    }
  }
  return { entries, terms: readTerms(content, faults), faults };
}

function readTerms(content: LessonFiles, faults: LessonFault[]): readonly Term[] {
  const glossary = readYaml({ files: content, name: 'glossary.yaml', schema: GlossaryFile }, faults);
  if (glossary === null) return [];
  for (const [file, text] of content) {
    for (const [, termId = ''] of file.endsWith('README.md') ? [] : text.matchAll(/:term\[[^\]]*\]\{id=([\w-]*)\}/g)) {
      if (glossary.terms[termId] === undefined) faults.push({ file, line: 1, message: `the glossary does not explain "${termId}"` });
    }
  }
  return Object.entries(glossary.terms).map(([termId, { en, 'zh-CN': zh, alias, means }]) => ({ termId, name: { en, 'zh-CN': zh }, alias: alias ?? null, means }));
}

function filesOf(content: LessonFiles, folder: string): LessonFiles {
  const prefix = `${folder}/`;
  return new Map([...content].filter(([path]) => path.startsWith(prefix)).map(([path, text]) => [path.slice(prefix.length), text]));
}

function checkId(folder: string, lesson: Result<Lesson, readonly LessonFault[]>): Result<Lesson, readonly LessonFault[]> {
  if (!lesson.ok || lesson.value.lessonId === folder) return lesson.ok ? ok(lesson.value) : lesson;
  return err([{ file: 'lesson.yaml', line: 1, message: `id is ${lesson.value.lessonId}, but the folder is ${folder}` }]);
}
