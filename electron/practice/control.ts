import type { FastifyInstance } from 'fastify';
import { readAs, sendProblem } from './answers.ts';
import { faultSchema } from './faults.ts';
import type { Practice } from './practice.ts';
import { readRules, textRules } from './rules.ts';

/** `/practice/*`: queries and switches for tests, with the same token. Not part of BigCommerce. */
export function addControlRoutes(server: FastifyInstance, practice: Practice): void {
  const { atWork, faults, requests } = practice;

  server.get('/practice/log', (_request, reply) => reply.send({ ...requests.read(), atWork: atWork.size }));
  server.delete('/practice/log', (_request, reply) => {
    requests.clear();
    return reply.code(204).send();
  });

  if (faults === null) return;
  server.get('/practice/faults', (_request, reply) => reply.send(faults.read()));
  server.post('/practice/faults', (request, reply) => {
    const fault = readAs(faultSchema, request.body, 'The fault was not valid.');
    if (!fault.ok) return sendProblem(reply, fault.reason);
    return reply.code(201).send({ id: faults.add(fault.value) });
  });
  server.put('/practice/rules', (request, reply) => {
    const given: [string, unknown][] = Object.entries(request.body ?? {});
    // The command line has no empty text: there, a rule that is left out is empty.
    const cleared = textRules.filter((name) => given.some(([one, value]) => one === name && value === ''));
    const texts = given
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}=${String(value)}`);
    const rules = readRules(texts);
    if (!rules.ok) return sendProblem(reply, { status: 422, title: rules.reason });
    Object.assign(practice.rules, rules.value, Object.fromEntries(cleared.map((name) => [name, ''])));
    return reply.code(204).send();
  });
  server.delete('/practice/faults', (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
}
