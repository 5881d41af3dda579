import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { maxCredentialsBytes, readCredentials, type ReadCredentials } from '../../shared/credentials-file.ts';
import type { Response } from '../../shared/contract.ts';
import type { Reason } from '../../shared/outcome.ts';
import { outcomeOf } from '../state/asking.ts';

/** What was read from a paste or file, without its values. */
export type Taken = { readonly [Name in 'store' | 'token' | 'clientData']: boolean };

/** What the store answered to what was read. */
export type Checked =
  | { readonly type: 'checking' }
  | { readonly type: 'good'; readonly answer: Response<'stores.check'> }
  | { readonly type: 'refused'; readonly reason: Reason };

interface Credentials {
  /** The element around the fields `address` and `token`. */
  form: RefObject<HTMLDivElement | null>;
  taken: Taken | null;
  checked: Checked | null;
  takeFile(file: File): Promise<void>;
}

/**
 * Takes BigCommerce's credentials file, pasted into a field or dropped anywhere, apart: its values go into the fields,
 * and nothing else of it is kept. What is complete is checked with the store at once.
 */
export function useCredentials(): Credentials {
  const form = useRef<HTMLDivElement>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  /** Counts what was taken: an answer to earlier credentials is dropped. */
  const turn = useRef(0);

  function fill(name: string, value: string | null): void {
    const field = form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (value !== null && field) typeInto(field, value);
  }

  async function take({ apiPath, accessToken, hasClientData }: ReadCredentials): Promise<void> {
    turn.current += 1;
    const own = turn.current;
    fill('address', apiPath);
    fill('token', accessToken);
    setTaken({ store: apiPath !== null, token: accessToken !== null, clientData: hasClientData });
    setChecked(null);
    if (apiPath === null || accessToken === null) return;
    setChecked({ type: 'checking' });
    const outcome = await outcomeOf(window.packshot.stores.check({ address: apiPath, accessToken }));
    if (turn.current !== own) return;
    setChecked(
      outcome.ok ? { type: 'good', answer: outcome.value } : { type: 'refused', reason: outcome.reason },
    );
  }

  async function takeFile(file: File): Promise<void> {
    const read = file.size > maxCredentialsBytes ? null : readCredentials(await file.text());
    await take(read ?? { apiPath: null, accessToken: null, hasClientData: false });
  }

  const onCredentials = useEffectEvent(take);
  const onFile = useEffectEvent(takeFile);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const read = readCredentials(event.clipboardData?.getData('text') ?? '');
      if (read === null) return;
      event.preventDefault();
      void onCredentials(read);
    };
    const onDrag = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = 'copy';
      const [file] = event.dataTransfer.files;
      if (event.type === 'drop' && file) void onFile(file);
    };
    // What the user types was not checked.
    const onInput = ({ isTrusted, target }: Event): void => {
      if (!isTrusted || !form.current?.contains(target as Node)) return;
      turn.current += 1;
      setTaken(null);
      setChecked(null);
    };
    window.addEventListener('input', onInput, true);
    window.addEventListener('paste', onPaste, true);
    for (const type of ['dragover', 'drop'] as const) window.addEventListener(type, onDrag, true);
    return () => {
      window.removeEventListener('input', onInput, true);
      window.removeEventListener('paste', onPaste, true);
      for (const type of ['dragover', 'drop'] as const) window.removeEventListener(type, onDrag, true);
    };
  }, []);

  return { form, taken, checked, takeFile };
}

/** As if it were typed: React reads a field's value from its events. */
function typeInto(field: HTMLInputElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
