import { parse } from 'yaml';
import * as z from 'zod';
import { errorMessage } from '#common/base/errors.ts';

/** A `:::name id` … `:::` block that a machine reads, or the text of an option. */
export interface ProseBlock {
  readonly name: BlockName;
  readonly id: string;
  readonly text: string;
}
/** The words of one step in one language. */
export interface StepProse {
  readonly stepId: string;
  readonly title: string;
  /** Markdown; `:::do` blocks stay in it. */
  readonly body: string;
  readonly blocks: readonly ProseBlock[];
  /** Words of the question's options. */
  readonly options: readonly OptionProse[];
}
export interface OptionProse {
  readonly id: string;
  readonly text: string;
  /** Why it is right or wrong; empty for a prediction. */
  readonly reply: string;
}
export interface LessonProse {
  readonly title: string;
  readonly summary: string;
  /** Hash of the English text this was translated from; null in the English file. */
  readonly source: string | null;
  readonly steps: readonly StepProse[];
}
/** What is wrong with a file of a lesson, and where. Lines are 1-based. */
export interface ProseFault {
  readonly line: number;
  readonly message: string;
}

const blockNames = ['goal', 'hint', 'debrief', 'say', 'predict', 'quiz'] as const;
type BlockName = (typeof blockNames)[number];

const FrontMatter = z.strictObject({ title: z.string().min(1), summary: z.string().min(1), lang: z.enum(['en', 'zh-CN']), source: z.string().optional() });

/** Reads `en.md` or `zh-CN.md`. Faults are the author's mistakes; what could be read is returned beside them. */
export function parseProse(text: string): { readonly prose: LessonProse; readonly faults: readonly ProseFault[] } {
  const faults: ProseFault[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const end = lines.indexOf('---', 1);
  const front = readFrontMatter(lines, end, faults);
  const steps: StepProse[] = [];
  let start = -1;
  for (let i = Math.max(end, 0) + 1; i <= lines.length; i += 1) {
    const heading = /^## step: *(\S+)$/.exec(lines[i] ?? '');
    if (heading === null && i < lines.length) continue;
    if (start >= 0) steps.push(readStep(lines, { from: start, to: i }, faults));
    start = i;
  }
  return { prose: { ...front, steps }, faults };
}

function readFrontMatter(lines: readonly string[], end: number, faults: ProseFault[]): Omit<LessonProse, 'steps'> {
  const none = { title: '', summary: '', source: null };
  if (lines[0] !== '---' || end < 0) {
    faults.push({ line: 1, message: 'the file must begin with front matter between two lines of ---' });
    return none;
  }
  try {
    const front = FrontMatter.safeParse(parse(lines.slice(1, end).join('\n')));
    if (front.success) return { title: front.data.title, summary: front.data.summary, source: front.data.source ?? null };
    faults.push({ line: 1, message: `front matter: ${z.prettifyError(front.error)}` });
  } catch (error) {
    faults.push({ line: 1, message: `front matter: ${errorMessage(error)}` });
  }
  return none;
}

function readStep(lines: readonly string[], section: { readonly from: number; readonly to: number }, faults: ProseFault[]): StepProse {
  const stepId = (lines[section.from] ?? '').replace(/^## step: */, '').trim();
  let title = '';
  const body: string[] = [];
  const blocks: ProseBlock[] = [];
  for (let i = section.from + 1; i < section.to; i += 1) {
    const line = lines[i] ?? '';
    const opening = /^:::(\w+)(?: +(\S+))?$/.exec(line);
    const name = blockNames.find((known) => known === opening?.[1]);
    if (name !== undefined) {
      const close = lines.indexOf(':::', i);
      if (close < 0 || close >= section.to) {
        faults.push({ line: i + 1, message: `the ${name} block is not closed` });
        break;
      }
      blocks.push({ name, id: opening?.[2] ?? '', text: lines.slice(i + 1, close).join('\n').trim() });
      i = close;
    } else if (title === '' && line.startsWith('### ')) title = line.slice(4).trim();
    else body.push(line);
  }
  if (title === '') faults.push({ line: section.from + 1, message: `step ${stepId} has no title (### …)` });
  const question = blocks.find(({ name }) => name === 'predict' || name === 'quiz');
  return { stepId, title, body: body.join('\n').trim(), blocks, options: question === undefined ? [] : readOptions(question.text) };
}

/** `- id: text` lines, each followed by an optional `  > reply`. */
function readOptions(text: string): readonly OptionProse[] {
  const options: OptionProse[] = [];
  for (const line of text.split('\n')) {
    const option = /^- ([\w-]+): (.+)$/.exec(line);
    const reply = /^ +> (.+)$/.exec(line)?.[1];
    const last = options.at(-1);
    if (option !== null) options.push({ id: option[1] ?? '', text: option[2] ?? '', reply: '' });
    else if (reply !== undefined && last !== undefined) options[options.length - 1] = { ...last, reply: `${last.reply} ${reply}`.trim() };
  }
  return options;
}
