import type { Problem } from './answers.ts';
import type { PracticeRules } from './rules.ts';

/** Why a firewall in front of the store refuses a file by its name; null if it doesn't. */
export function refusalOf(fileName: string, { firewall }: PracticeRules): Problem | null {
  return firewall !== '' && fileName.includes(firewall) ? { status: 403, title: 'Forbidden', page } : null;
}

const page =
  '<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n</body>\r\n</html>\r\n';
