import type { ProxySetting } from '../../shared/model.ts';
import type { ProxyCredentials } from '../../shared/proxy-address.ts';
import { systemClock, type Clock } from '../util/clock.ts';
import { isLoopback, type ProxyChoice, type ProxyChoices, type SystemProxy } from './proxy-choice.ts';

/** How a request travels. */
export type Route =
  | { type: 'direct' }
  | { type: 'proxy'; server: string; credentials: ProxyCredentials | null }
  | { type: 'unsupported'; server: string };

/** A proxy that wants a user name and a password. `again`: those of before were not accepted. */
interface ProxySignIn {
  server: string;
  again: boolean;
}

/** Where proxies' passwords are kept. Null if there is none, or it can't be read. */
export interface ProxyPasswords {
  get(server: string): Promise<ProxyCredentials | null>;
  set(server: string, credentials: ProxyCredentials): Promise<void>;
}

interface NetworkPorts {
  setting: () => ProxySetting;
  systemProxy: SystemProxy;
  passwords: ProxyPasswords;
  /** The proxy that asks for a sign-in has changed. */
  changed: () => void;
  clock?: Clock;
}

/** How long the system's answer for one origin is used. */
const freshMs = 30_000;
/** The system may look for its configuration on a network that does not answer. */
const maxLookupMs = 10_000;
const maxRemembered = 200;
/** How long a proxy that could not be reached comes after the others, as in Chromium. */
const avoidMs = 5 * 60_000;

/** Decides how each request travels, and knows which proxy waits for a sign-in. */
export class Network {
  readonly #ports: NetworkPorts;
  readonly #clock: Clock;
  readonly #choices = new Map<string, { until: number; choices: Promise<ProxyChoices> }>();
  /** Proxies that could not be reached, until when they are avoided. */
  readonly #avoided = new Map<string, number>();
  readonly #credentials = new Map<string, Promise<ProxyCredentials | null>>();
  #signIn: ProxySignIn | null = null;
  #isShown = true;

  constructor(ports: NetworkPorts) {
    this.#ports = ports;
    this.#clock = ports.clock ?? systemClock;
  }

  /** Never rejects. Addresses on this computer are always reached directly. */
  async routeTo(url: URL): Promise<Route> {
    if (isLoopback(url)) return { type: 'direct' };
    const setting = this.#ports.setting();
    if (setting.type === 'none') return { type: 'direct' };
    const choice: ProxyChoice =
      setting.type === 'address'
        ? { type: 'proxy', server: setting.address }
        : this.#firstReachable(await this.#systemChoices(url.origin));
    if (choice.type !== 'proxy') return choice;
    return { ...choice, credentials: await this.#credentialsOf(choice.server) };
  }

  /** The sign-in to ask the user for; null if no proxy wants one, or the user has put it off. */
  get signIn(): ProxySignIn | null {
    return this.#isShown ? this.#signIn : null;
  }

  /** A proxy answered 407. `used`: what it was given. */
  signInNeeded(server: string, used: ProxyCredentials | null): void {
    if (this.#signIn?.server === server) return;
    this.#signIn = { server, again: used !== null };
    this.#ports.changed();
  }

  /** Shows the sign-in that the user has put off, or puts it off. */
  showSignIn(isShown: boolean): void {
    this.#isShown = isShown;
    this.#ports.changed();
  }

  /** Uses and keeps the answer. The next request shows whether the proxy accepts it. */
  async answerSignIn(server: string, credentials: ProxyCredentials): Promise<void> {
    this.#credentials.set(server, Promise.resolve(credentials));
    await this.#ports.passwords.set(server, credentials);
    this.#signIn = null;
    this.#isShown = true;
    this.#ports.changed();
  }

  /** For some minutes, routes take the next of the system's proxies. */
  proxyUnreachable(server: string): void {
    this.#avoided.set(server, this.#clock.now() + avoidMs);
  }

  /** The setting or the network has changed: the system is asked again. */
  forgetRoutes(): void {
    this.#choices.clear();
    this.#avoided.clear();
  }

  /** The first of all if none can be reached: one of them may be back. */
  #firstReachable(choices: ProxyChoices): ProxyChoice {
    const now = this.#clock.now();
    const isAvoided = (choice: ProxyChoice): boolean =>
      choice.type === 'proxy' && (this.#avoided.get(choice.server) ?? 0) > now;
    return choices.find((choice) => !isAvoided(choice)) ?? choices[0];
  }

  #systemChoices(origin: string): Promise<ProxyChoices> {
    const now = this.#clock.now();
    const remembered = this.#choices.get(origin);
    if (remembered !== undefined && remembered.until > now) return remembered.choices;
    if (this.#choices.size >= maxRemembered) this.#choices.clear();
    const choices = this.#askSystem(new URL(origin));
    this.#choices.set(origin, { until: now + freshMs, choices });
    return choices;
  }

  async #askSystem(url: URL): Promise<ProxyChoices> {
    const { promise: late, resolve } = Promise.withResolvers<ProxyChoices>();
    const timer = setTimeout(() => resolve([{ type: 'direct' }]), maxLookupMs);
    try {
      return await Promise.race([this.#ports.systemProxy(url), late]);
    } catch {
      return [{ type: 'direct' }];
    } finally {
      clearTimeout(timer);
    }
  }

  #credentialsOf(server: string): Promise<ProxyCredentials | null> {
    const known = this.#credentials.get(server);
    if (known !== undefined) return known;
    const read = this.#ports.passwords.get(server).catch(() => null);
    this.#credentials.set(server, read);
    return read;
  }
}

/** What requests need of the network. */
export type RequestNetwork = Pick<Network, 'routeTo' | 'signInNeeded' | 'proxyUnreachable'>;

/** Reaches everything directly. */
export const directNetwork: RequestNetwork = {
  routeTo: () => Promise.resolve({ type: 'direct' }),
  signInNeeded() {},
  proxyUnreachable() {},
};
