import type { Task } from 'electron';
import { text } from '../../shared/messages/text.ts';

/** What a task of Windows' jump list asks of the app that is running, or of the one it starts. */
type JumpAction = 'pause' | 'resume';

const options: Readonly<Record<JumpAction, string>> = {
  pause: '--pause-uploads',
  resume: '--resume-uploads',
};

/** The tasks, which Windows starts as programs with an option. */
export function jumpList(program: string): Task[] {
  const task = (action: JumpAction, title: string): Task => ({
    program,
    arguments: options[action],
    title,
    description: title,
    iconPath: program,
    iconIndex: 0,
  });
  return [task('pause', text('tray.pause')), task('resume', text('tray.resume'))];
}

/** The task that a start was made for; null for any other start. */
export function jumpActionIn(argv: readonly string[]): JumpAction | null {
  if (argv.includes(options.pause)) return 'pause';
  return argv.includes(options.resume) ? 'resume' : null;
}
