import { err, ok, type Result } from '#common/base/result.ts';
import { type Lesson, type LessonFault, type LessonFiles, parseLesson, readYaml } from './lesson.ts';
import { CurriculumFile } from './lessonFile.ts';
import type { Words } from './words.ts';

export interface CatalogEntry {
  readonly lessonId: string;
  readonly track: Words;
  /** What a learner may open, or why they may not. */
  readonly lesson: Result<Lesson, readonly LessonFault[]>;
  readonly files: LessonFiles;
}
export interface LessonCatalog {
  /** In the curriculum's order. */
  readonly entries: readonly CatalogEntry[];
  /** Faults of `curriculum.yaml`, and folders it does not list. */
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
  return { entries, faults };
}

function filesOf(content: LessonFiles, folder: string): LessonFiles {
  const prefix = `${folder}/`;
  return new Map([...content].filter(([path]) => path.startsWith(prefix)).map(([path, text]) => [path.slice(prefix.length), text]));
}

function checkId(folder: string, lesson: Result<Lesson, readonly LessonFault[]>): Result<Lesson, readonly LessonFault[]> {
  if (!lesson.ok || lesson.value.lessonId === folder) return lesson.ok ? ok(lesson.value) : lesson;
  return err([{ file: 'lesson.yaml', line: 1, message: `id is ${lesson.value.lessonId}, but the folder is ${folder}` }]);
}
