import { Command, InvalidArgumentError, Option } from 'commander';
import { runServer } from '#server/main.ts';

export function serveCommand(): Command {
  return new Command('serve')
    .description('open Traceground in a browser on this machine')
    .addOption(new Option('--port <number>', 'port on 127.0.0.1; 0 takes a free one').argParser(port).default(0))
    .option('--no-open', 'do not open a browser')
    .action((options: { readonly port: number; readonly open: boolean }) => runServer(options));
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('It takes a number from 0 to 65535.');
  return Number(text);
}
