import { text } from '../../shared/messages/text.ts';
import { useWindow } from '../state/store.ts';
import { useSurfaces } from '../state/surface.ts';
import { KeysDialog } from '../ui/keys-dialog.tsx';
import type { Shortcut } from '../ui/shortcut.ts';
import { windowCommands } from './window-commands.ts';

/** The shortcuts of what is shown, and of the whole window. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const surface = useSurfaces((state) => state.surface);
  const everywhere = windowCommands(useWindow()).flatMap(({ keys, words }): Shortcut[] =>
    keys === '' ? [] : [[keys, words]],
  );
  return (
    <KeysDialog
      here={surface?.shortcuts ?? []}
      everywhere={[...everywhere, ['F6', text('gallery.toTheOutboxTheProducts')]]}
      onClose={onClose}
    />
  );
}
