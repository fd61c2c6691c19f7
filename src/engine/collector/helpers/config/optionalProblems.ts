import type { Problem } from '../../component/factory.ts';

/**
 * The problems inside an optional section, as upstream's configoptional reports them: as one at the section's path, a line each, with
 * whatever lies deeper in front of the line. `path` leads to the section; the problems' own paths start inside it.
 */
export function optionalProblems(path: readonly string[], problems: readonly Problem[]): Problem[] {
  const [first] = problems;
  if (first === undefined) return [];
  const lines = problems.map((problem) => (problem.path.length === 0 ? problem.message : `${problem.path.join('::')}: ${problem.message}`));
  return [{ path, at: [...path, ...(first.at ?? first.path)], message: lines.join('\n') }];
}
