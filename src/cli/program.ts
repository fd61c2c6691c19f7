import { Command, CommanderError } from 'commander';
import { errorMessage } from '#common/base/errors.ts';
import { eraRules } from '#engine/collector/component/era.ts';
import { CliError } from './cliError.ts';
import { collectorCommand } from './collector.ts';
import { componentsCommand } from './components.ts';
import type { CliEnvironment } from './environment.ts';
import { featuregateCommand } from './featuregate.ts';
import { labCommand } from './lab.ts';
import { lessonsCommand } from './lessons.ts';
import { printConfigCommand } from './printConfig.ts';
import { validateCommand } from './validate.ts';

/** Runs one command line and gives the exit code: 0, 1 for what went wrong, 2 for wrong usage. */
export async function runProgram(args: readonly string[], environment: CliEnvironment, more: readonly Command[] = []): Promise<number> {
  const program = new Command('traceground').description('A playground for learning OpenTelemetry.')
    .version(`traceground ${environment.version}, a Collector like ${eraRules.current.version}`, '-v, --version');
  const commands = [
    ...more, collectorCommand(environment), validateCommand(environment), printConfigCommand(environment), componentsCommand(environment), featuregateCommand(environment), labCommand(environment), lessonsCommand(environment),
  ];
  for (const command of commands) program.addCommand(command);
  prepare(program, environment);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    return exitCode(error, environment);
  }
}

/** Commander must neither end the process nor print past `environment`. */
function prepare(command: Command, environment: CliEnvironment): void {
  command.exitOverride();
  command.configureOutput({
    writeOut: environment.out, writeErr: environment.err,
    outputError: (text, write) => write(text.replace(/^error: /, 'Error: ')),
  });
  command.helpCommand(false).allowExcessArguments(false);
  for (const child of command.commands) prepare(child, environment);
}

function exitCode(error: unknown, environment: CliEnvironment): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CliError) {
    environment.err(`Error: ${error.message}\n${error.last === undefined ? '' : `${error.last}\n`}`);
    return error.exitCode;
  }
  environment.err(`Error: ${errorMessage(error)}\nThis is a mistake of the program, not yours.\n`);
  return 1;
}
