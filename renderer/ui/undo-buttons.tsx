import { ChevronDown, Redo2, Undo2 } from 'lucide-react';
import { MenuTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { IconButton } from './button.tsx';
import { isModalOpen, isWriting } from './focus.ts';
import { Menu, MenuItem } from './menu.tsx';
import { undoKey } from './undo-key.ts';
import { useUnusedKeys } from './use-window-keys.ts';

interface Props {
  /** Names of the steps, newest first. */
  undoSteps: readonly string[];
  redoStep: string | null;
  /** Returns whether the step was undone. */
  onUndo: () => Promise<boolean>;
  onRedo: () => void;
}

/** Undo and redo by button, by key outside of text fields, and several steps at once from a list of their names. */
export function UndoButtons({ undoSteps, redoStep, onUndo, onRedo }: Props) {
  useUnusedKeys((event) => {
    const command = undoKey(event);
    if (command === null || isWriting(event.target) || isModalOpen()) return false;
    if (command === 'undo') void onUndo();
    else onRedo();
    return true;
  });

  async function undoTo(index: number): Promise<void> {
    for (let step = 0; step <= index; step += 1) if (!(await onUndo())) return;
  }

  const [last] = undoSteps;
  return (
    <>
      <IconButton
        icon={Undo2}
        label={last === undefined ? text('common.undo') : text('gallery.undoEdit', { edit: last })}
        isDisabled={last === undefined}
        onPress={() => void onUndo()}
      />
      {undoSteps.length < 2 ? null : (
        <MenuTrigger>
          <IconButton icon={ChevronDown} size="small" label={text('gallery.undoSeveral')} />
          <Menu aria-label={text('gallery.undoSeveral')} placement="bottom end">
            {undoSteps.map((edit, index) => (
              <MenuItem key={`${index} ${edit}`} onAction={() => void undoTo(index)}>
                {index === 0 ? text('gallery.undoEdit', { edit }) : text('gallery.undoUpTo', { edit })}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
      <IconButton
        icon={Redo2}
        label={redoStep === null ? text('common.redo') : text('gallery.redoEdit', { edit: redoStep })}
        isDisabled={redoStep === null}
        onPress={onRedo}
      />
    </>
  );
}
