import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import styles from './connect.module.css';
import type { Checked, Taken } from './use-credentials.ts';

const signs = {
  good: { icon: CircleCheck, style: 'checkGood' },
  open: { icon: CircleDashed, style: 'checkOpen' },
  bad: { icon: CircleX, style: 'checkBad' },
} as const;

interface Check {
  key: string;
  state: keyof typeof signs;
  title: string;
  detail?: string;
}

/** What was read, and what the store allows: scope by scope, each line in its place from the start. */
export function CredentialsChecks({ taken, checked }: { taken: Taken; checked: Checked | null }) {
  return (
    <section className={styles['checks']} aria-label={text('connect.checks')} aria-live="polite">
      <ul>
        {[...readChecks(taken), ...(checked === null ? [] : storeChecks(checked))].map(
          ({ key, state, title, detail }) => {
            const { icon: Icon, style } = signs[state];
            return (
              <li key={key} className={styles['check']}>
                <Icon size={16} aria-hidden className={styles[style]} />
                <span>
                  {title}
                  {detail === undefined ? null : <span className={styles['checkDetail']}>{detail}</span>}
                </span>
              </li>
            );
          },
        )}
      </ul>
    </section>
  );
}

/** What a paste or file held. */
function readChecks({ store, token, clientData }: Taken): Check[] {
  if (!store && !token) {
    return [
      {
        key: 'nothing',
        state: 'bad',
        title: text(clientData ? 'connect.onlyClientData' : 'connect.noCredentials'),
        detail: text(clientData ? 'connect.onlyClientDataNext' : 'connect.noCredentialsNext'),
      },
    ];
  }
  return [
    {
      key: 'read',
      state: store && token ? 'good' : 'open',
      title: text(store ? (token ? 'connect.readBoth' : 'connect.readStore') : 'connect.readToken'),
      ...(clientData && { detail: text('connect.clientDataIgnored') }),
    },
  ];
}

/** The scopes, in the order in which they are checked. A failure stands at its line, and nothing after it is said. */
function storeChecks(checked: Checked): Check[] {
  if (checked.type === 'refused') {
    const { reason } = checked;
    return [{ key: 'refused', state: 'bad', title: sentenceOf(reason), detail: nextOf(reason) ?? '' }];
  }
  const answer = checked.type === 'good' ? checked.answer : null;
  const state = answer === null ? 'open' : 'good';
  const hasName = answer?.name != null;
  return [
    {
      key: 'store',
      state,
      title: text('connect.storeFound'),
      ...(answer && { detail: answer.name ?? answer.hash }),
    },
    {
      key: 'products',
      state,
      title: text('connect.scopeProductsRead'),
      ...(answer && { detail: text('common.products', { count: answer.productCount }) }),
    },
    {
      key: 'information',
      state: answer !== null && !hasName ? 'open' : state,
      title: text('connect.scopeInformation'),
      detail: text(
        answer !== null && !hasName ? 'connect.scopeInformationMissing' : 'connect.scopeInformationWhy',
      ),
    },
    {
      key: 'modify',
      state: 'open',
      title: text('connect.scopeProductsModify'),
      detail: text('connect.scopeProductsModifyLater'),
    },
  ];
}
