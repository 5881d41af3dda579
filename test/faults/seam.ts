import fs from 'node:fs';
import fsp, { type FileHandle } from 'node:fs/promises';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SecretStore } from '../../electron/credentials/secret-store.ts';
import type { Effects } from '../../electron/outbox/effects.ts';
import type { Plan } from './plan.ts';

/**
 * Numbers every effect of this process, and fails it or kills the process at it, as planned. It wraps SQLite,
 * the file system and HTTP in Node, so it can miss no effect of the app, and the app has no switch for it.
 * Effects named by the outbox (`Effects.do`) and the injected keychain are numbered with them.
 */
export class Seam {
  readonly names: string[] = [];
  readonly #plan: Plan;
  readonly #writeSync = fs.writeSync;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  install(): void {
    this.#watchDatabase();
    this.#watchFiles();
    this.#watchRequests();
    const { recordTo } = this.#plan;
    const write = fs.writeFileSync;
    if (recordTo !== null) process.once('exit', () => write(recordTo, `${this.names.join('\n')}\n`));
  }

  get effects(): Effects {
    return { do: (name, work) => this.pass(name, work) };
  }

  keychain(inner: SecretStore): SecretStore {
    return {
      ...inner,
      get: async (account) => await this.pass('keychain.get', async () => await inner.get(account)),
      set: async (account, secret) =>
        await this.pass('keychain.set', async () => await inner.set(account, secret)),
    };
  }

  /** Counts one effect and runs it, unless the process is killed here. */
  pass<T>(name: string, work: () => T): T {
    this.names.push(name);
    const number = this.names.length;
    const { what } = this.#plan;
    if (this.#fails(number, name)) throw failureOf(name);
    if (what.is !== 'kill') return work();
    const from = what.from === undefined ? 1 : this.names.indexOf(what.from) + 1;
    const isIt = from > 0 && (what.at === name || what.at === number - from + 1);
    if (!isIt) return work();
    if (what.when === 'before') this.#die(number, name);
    const result = work();
    if (!(result instanceof Promise)) this.#die(number, name);
    if (what.when === 'during') setTimeout(() => this.#die(number, name), what.ms);
    else {
      const end = (): never => this.#die(number, name);
      result.then(end, end);
    }
    return result;
  }

  #fails(number: number, name: string): boolean {
    const { what } = this.#plan;
    if (what.is !== 'fail' || number < what.at || number >= what.at + what.times) return false;
    return !what.disk || /^(db|file)\./.test(name);
  }

  #die(number: number, name: string): never {
    this.#writeSync(2, `killed at effect ${number}, ${name}\n`);
    process.kill(process.pid, 'SIGKILL');
    for (;;) {
      // The signal takes effect before anything else happens.
    }
  }

  #watchDatabase(): void {
    const pass = this.pass.bind(this);
    const database = DatabaseSync.prototype;
    const { exec, prepare } = database;
    const lazily = this.#plan.plant === 'announce-before-commit' ? new LateCommits(exec) : null;
    database.exec = function (sql: string): void {
      const carryOut = (): void => {
        if (!lazily?.isHandled(this, sql)) exec.call(this, sql);
      };
      if (sql === 'COMMIT') pass('db.commit', carryOut);
      else carryOut();
    };
    const watched = new WeakSet<StatementSync>();
    let patched = false;
    database.prepare = function (sql: string): StatementSync {
      const statement = prepare.call(this, sql);
      if (/^\s*(INSERT|UPDATE|DELETE|VACUUM)/i.test(sql)) watched.add(statement);
      if (!patched) {
        patched = true;
        watchStatements(Object.getPrototypeOf(statement) as StatementSync, watched, pass);
      }
      return statement;
    };
  }

  #watchFiles(): void {
    const pass = this.pass.bind(this);
    const below = this.#plan.dataDir + sep;
    const isOurs = (path: unknown): boolean =>
      String(path).startsWith(below) && !String(path).includes('packshot.db');
    for (const name of ['mkdir', 'rename', 'rm', 'writeFile'] as const) {
      const original = fsp[name] as (...values: unknown[]) => Promise<unknown>;
      Object.assign(fsp, {
        [name]: async (...values: unknown[]) =>
          isOurs(values[0])
            ? await this.pass(`file.${name}`, async () => await original(...values))
            : await original(...values),
      });
    }
    const { rmSync } = fs;
    fs.rmSync = (path, options) =>
      isOurs(path) ? this.pass('file.rm', () => rmSync(path, options)) : rmSync(path, options);
    const { open } = fsp;
    let patched = false;
    const ours = new WeakSet<FileHandle>();
    fsp.open = async (path, flags, mode) => {
      const handle =
        isOurs(path) && flags !== 'r'
          ? await this.pass('file.open', async () => await open(path, flags, mode))
          : await open(path, flags, mode);
      if (isOurs(path)) ours.add(handle);
      if (!patched) {
        patched = true;
        watchHandles(Object.getPrototypeOf(handle) as Record<string, unknown>, ours, pass);
      }
      return handle;
    };
    syncBuiltinESMExports();
  }

  #watchRequests(): void {
    const pass = this.pass.bind(this);
    const original = http.request as (...values: unknown[]) => http.ClientRequest;
    const watched = (...values: unknown[]): http.ClientRequest => {
      const request = original(...values);
      const { emit } = request;
      const phase = (name: string): Error | null => {
        try {
          pass(name, () => undefined);
          return null;
        } catch (error) {
          return error as Error;
        }
      };
      request.emit = function (event: string | symbol, ...given: unknown[]): boolean {
        if (event === 'finish') {
          const failure = phase('http.sent');
          if (failure) request.destroy(failure);
        }
        if (event !== 'response') return emit.call(this, event, ...given);
        const failure = phase('http.answer');
        const isHeard = emit.call(this, event, ...given);
        // An answer has begun, so the connection breaks midway.
        if (failure) (given[0] as http.IncomingMessage).destroy(failure);
        return isHeard;
      };
      const failure = phase('http.request');
      if (failure) request.destroy(failure);
      return request;
    };
    http.request = watched;
    syncBuiltinESMExports();
  }
}

/** The planted defect: a commit is reported at once, but on disk only much later. */
class LateCommits {
  readonly #exec: (this: DatabaseSync, sql: string) => void;
  readonly #open = new Set<DatabaseSync>();

  constructor(exec: (this: DatabaseSync, sql: string) => void) {
    this.#exec = exec;
  }

  /** From the first commit on, everything is in one transaction that stays open. */
  isHandled(database: DatabaseSync, sql: string): boolean {
    if (!database.location()?.endsWith('packshot.db')) return false;
    if (sql === 'BEGIN IMMEDIATE') return this.#open.has(database);
    if (sql !== 'COMMIT') return false;
    if (!this.#open.has(database)) {
      this.#open.add(database);
      setTimeout(() => {
        if (this.#open.delete(database) && database.isOpen) this.#exec.call(database, 'COMMIT');
      }, lateCommitMs);
    }
    return true;
  }
}

const lateCommitMs = 30_000;

function watchStatements(
  prototype: StatementSync,
  watched: WeakSet<StatementSync>,
  pass: Seam['pass'],
): void {
  for (const name of ['run', 'get', 'all'] as const) {
    const original = prototype[name] as (this: StatementSync, ...values: unknown[]) => unknown;
    Object.assign(prototype, {
      [name](this: StatementSync, ...values: unknown[]): unknown {
        return watched.has(this)
          ? pass('db.write', () => original.apply(this, values))
          : original.apply(this, values);
      },
    });
  }
}

function watchHandles(
  prototype: Record<string, unknown>,
  ours: WeakSet<FileHandle>,
  pass: Seam['pass'],
): void {
  for (const name of ['write', 'writeFile', 'sync']) {
    const original = prototype[name] as (this: FileHandle, ...values: unknown[]) => Promise<unknown>;
    prototype[name] = async function (this: FileHandle, ...values: unknown[]): Promise<unknown> {
      return ours.has(this)
        ? await pass(`file.${name}`, async () => await original.apply(this, values))
        : await original.apply(this, values);
    };
  }
}

/** As the system would report it. */
function failureOf(name: string): Error {
  if (name.startsWith('db.')) {
    return Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
  }
  if (name.startsWith('file.')) {
    return Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', errno: -28 });
  }
  if (name.startsWith('http.')) return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  return new Error(`failed as planned: ${name}`);
}
