import tls from 'node:tls';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Network } from '../../electron/network/network.ts';
import type { ProxyChoices } from '../../electron/network/proxy-choice.ts';
import { proxyInEnvironment } from '../../electron/network/proxy-environment.ts';
import { startPracticeStore, type PracticeStore } from '../../electron/practice/server.ts';
import type { ProxyCredentials } from '../../shared/proxy-address.ts';
import { createAuthority, type Authority } from '../support/certificates.ts';
import { startProxy, type ProxyOptions, type TestProxy } from '../support/proxy.ts';
import { startSecureFront, type SecureFront } from '../support/secure-store.ts';

export const apiHost = 'api.store.test';

/** A company's network: a proxy, and behind it a store whose certificate only the company's root vouches for. */
export class Office {
  readonly folder: string;
  readonly store: PracticeStore;
  readonly root: Authority;
  readonly front: SecureFront;
  /** File with the root, as a system's certificate store has it. */
  readonly rootFile: string;
  /** A system whose certificate store has the office's root and no other. */
  readonly systemStore: { SSL_CERT_FILE: string; SSL_CERT_DIR: string };
  readonly #closers: (() => Promise<void>)[] = [];

  private constructor(folder: string, store: PracticeStore, root: Authority, front: SecureFront) {
    this.folder = folder;
    this.store = store;
    this.root = root;
    this.front = front;
    this.rootFile = join(folder, 'root.pem');
    this.systemStore = { SSL_CERT_FILE: this.rootFile, SSL_CERT_DIR: join(folder, 'no-roots') };
  }

  static async open(): Promise<Office> {
    const folder = await mkdtemp(join(tmpdir(), 'packshot-office-'));
    const store = await startPracticeStore({
      dataDir: join(folder, 'practice'),
      faults: true,
      quota: 10_000,
    });
    const root = createAuthority('Office Inspection');
    const front = await startSecureFront(root.issue(apiHost), store.origin);
    const office = new Office(folder, store, root, front);
    await mkdir(join(folder, 'no-roots'));
    await writeFile(office.rootFile, root.certificate);
    return office;
  }

  async proxy(options: Partial<ProxyOptions> = {}): Promise<TestProxy> {
    const proxy = await startProxy({ ports: { [apiHost]: this.front.port }, ...options });
    this.#closers.push(() => proxy.close());
    return proxy;
  }

  /** Another host over https, in front of the store. */
  async serve(...given: Parameters<typeof startSecureFront>): Promise<SecureFront> {
    const front = await startSecureFront(...given);
    this.#closers.push(() => front.close());
    return front;
  }

  async close(): Promise<void> {
    for (const close of this.#closers) await close();
    await this.front.close();
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Trusts a root in this process. */
export function trust({ certificate }: Authority): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate]);
}

/** A network whose system has these proxies for everything; passwords are kept in `kept`. */
export function networkBehind(
  servers: string | ProxyChoices,
  kept: Map<string, ProxyCredentials> = new Map<string, ProxyCredentials>(),
): Network {
  return new Network({
    setting: () => ({ type: 'system' }),
    systemProxy: (url) =>
      Promise.resolve(
        typeof servers === 'string' ? [proxyInEnvironment({ HTTPS_PROXY: servers }, url)] : servers,
      ),
    passwords: {
      get: (of) => Promise.resolve(kept.get(of) ?? null),
      set: async (of, credentials) => void kept.set(of, credentials),
    },
    changed() {},
  });
}
