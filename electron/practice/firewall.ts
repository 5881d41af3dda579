import type { FastifyInstance } from 'fastify';
import { sendProblem, type Problem } from './answers.ts';
import type { Practice } from './practice.ts';
import type { PracticeRules } from './rules.ts';

/** Whether the firewall in front of the store refuses a file of this name. */
export function isNameRefused(fileName: string, { firewall }: PracticeRules): boolean {
  return firewall !== '' && fileName.includes(firewall);
}

/** Looks for the refused text in a body that comes in chunks. */
export class ContentWatch {
  readonly #text: Buffer;
  #tail: Buffer = Buffer.alloc(0);
  isRefused = false;

  constructor({ firewallText }: PracticeRules) {
    this.#text = Buffer.from(firewallText);
  }

  see(chunk: Buffer): void {
    if (this.#text.length === 0 || this.isRefused) return;
    const seen = Buffer.concat([this.#tail, chunk]);
    this.isRefused = seen.includes(this.#text);
    this.#tail = seen.subarray(Math.max(0, seen.length - this.#text.length + 1));
  }
}

/** Refuses what comes as JSON. Files and forms are watched while they are read. */
export function addFirewall(server: FastifyInstance, { rules }: Practice): void {
  server.addHook('preHandler', async (request, reply) => {
    const { firewallText } = rules;
    if (firewallText === '' || typeof request.body !== 'object' || request.body === null) return undefined;
    const isRefused = JSON.stringify(request.body).includes(firewallText);
    return isRefused ? sendProblem(reply, firewallRefusal(rules)) : undefined;
  });
}

/** The firewall's answer. It knows neither the API nor its JSON. */
export function firewallRefusal({ firewallBody }: PracticeRules): Problem {
  const text = { page, text: 'Request blocked', empty: '' }[firewallBody];
  return {
    status: 403,
    title: 'Forbidden',
    raw: { type: firewallBody === 'page' ? 'text/html' : 'text/plain', text },
  };
}

const page =
  '<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n</body>\r\n</html>\r\n';
