/**
 * Arguments of the command line when it runs inside the packaged app: what follows `--command-line --`. Null for a
 * start with a window. Chromium reads no switch after `--`, and on Windows Electron refuses switches that follow
 * an address, except there (`shell/app/command_line_args.cc`).
 */
export function commandArguments(argv: readonly string[]): string[] | null {
  const at = argv.indexOf('--command-line');
  return at !== -1 && argv[at + 1] === '--' ? argv.slice(at + 2) : null;
}
