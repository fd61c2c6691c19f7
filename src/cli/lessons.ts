import { Command } from 'commander';
import { errorMessage } from '#common/base/errors.ts';
import { defaultRelease } from '#engine/collector/components/distributions.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import { Lab } from '#core/lab/lab.ts';
import { petclinic } from '#core/lab/scene.ts';
import { type CatalogEntry, readCatalog } from '#core/lessons/catalog.ts';
import { lessonContent } from '#core/lessons/content.ts';
import { LabWorld } from '#core/lessons/labWorld.ts';
import { faultText, verifyLesson } from '#core/lessons/verify.ts';
import { CliError } from './cliError.ts';
import { cliPlatform } from './engine.ts';
import type { CliEnvironment } from './environment.ts';

export function lessonsCommand(environment: CliEnvironment): Command {
  const list = new Command('list').description('the lessons, in order').action(() => listLessons(environment));
  const verify = new Command('verify')
    .description('prove lessons without a screen: each step fails at its start and passes with its solution')
    .argument('[id...]', 'lessons to prove; all when none is named')
    .action((ids: readonly string[]) => verifyLessons(ids, environment));
  return new Command('lessons').description('the guided lessons').addCommand(list).addCommand(verify);
}

function listLessons(environment: CliEnvironment): void {
  for (const { lessonId, lesson } of readCatalog(lessonContent).entries) {
    const about = lesson.ok ? `${String(lesson.value.file.minutes)} min  ${lesson.value.title.en} | ${lesson.value.title['zh-CN']}` : 'cannot be read';
    environment.out(`${lessonId}  ${about}\n`);
  }
}

/** Prints a line per lesson and the sum; exits 1 when any fails. */
async function verifyLessons(ids: readonly string[], environment: CliEnvironment): Promise<void> {
  const catalog = readCatalog(lessonContent);
  const unknown = ids.find((id) => !catalog.entries.some(({ lessonId }) => lessonId === id));
  if (unknown !== undefined) throw new CliError(`no lesson "${unknown}"; known are ${catalog.entries.map(({ lessonId }) => lessonId).join(', ')}`, 2);
  const chosen = catalog.entries.filter(({ lessonId }) => ids.length === 0 || ids.includes(lessonId));
  let failed = 0;
  for (const fault of ids.length === 0 ? catalog.faults : []) {
    failed += 1;
    environment.out(`FAIL curriculum: ${faultText(fault)}\n`);
  }
  for (const entry of chosen) {
    const failure = await proveInLab(entry, environment);
    if (failure !== null) failed += 1;
    environment.out(failure === null ? `ok ${entry.lessonId}\n` : `FAIL ${entry.lessonId}: ${failure}\n`);
  }
  environment.out(`${String(chosen.length - Math.min(failed, chosen.length))} passed, ${String(failed)} failed\n`);
  if (failed > 0) throw new CliError(`${String(failed)} of ${String(chosen.length)} failed`, 1);
}

/** Each lesson gets a lab of its own, so that none can lean on another. */
async function proveInLab(entry: CatalogEntry, environment: CliEnvironment): Promise<string | null> {
  if (!entry.lesson.ok) return entry.lesson.error.map(faultText).join('; ');
  const platform = cliPlatform(environment);
  const lab = new Lab({
    platform, createCollector, release: defaultRelease, keepDrafts: false,
    scene: { ...petclinic, tracing: false, traffic: { running: false, requestsPerSecond: 0, seed: 1 } },
  });
  try {
    await lab.start();
    using world = new LabWorld(lab);
    return await verifyLesson(entry, { catalog: { entries: [entry], terms: [], faults: [] }, world, clock: platform.clock });
  } catch (error) {
    return errorMessage(error);
  } finally {
    await lab.stop();
  }
}
