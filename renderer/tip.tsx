import { Lightbulb, X } from 'lucide-react';
import { useEffect } from 'react';
import { text } from '../shared/messages/text.ts';
import type { Tip } from '../shared/tips.ts';
import { announce } from './state/actions.ts';
import { useWindow } from './state/store.ts';
import { useSurfaces } from './state/surface.ts';
import { dismissTip } from './state/tips.ts';
import styles from './tip.module.css';
import { IconButton } from './ui/button.tsx';

const words: Readonly<Record<Tip, string>> = {
  'number-keys': text('commands.tipNumberKeys'),
  'drag-to-product': text('commands.tipDrag'),
};

/** The hint at the foot of the window, until it is dismissed or another screen is shown. */
export function TipNote() {
  const tip = useWindow((state) => state.tip);
  useEffect(() => useSurfaces.subscribe(dismissTip), []);
  useEffect(() => {
    if (tip !== null) announce(words[tip]);
  }, [tip]);
  if (tip === null) return null;
  return (
    <aside className={styles['tip']} aria-label={text('commands.tip')}>
      <Lightbulb size={16} aria-hidden />
      <p>{words[tip]}</p>
      <IconButton icon={X} size="small" label={text('common.dismiss')} onPress={dismissTip} />
    </aside>
  );
}
