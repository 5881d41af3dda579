import { useEffect, useRef, useState } from 'react';
import { text } from '../../../shared/messages/text.ts';
import { recipeLimits } from '../../../shared/recipe-key.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';

interface Props {
  suggested: string;
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for the name of a recipe. One of the same name is replaced. */
export function SaveRecipe({ suggested, onSave, onClose }: Props) {
  const [name, setName] = useState(suggested);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const wanted = name.trim();
  return (
    <Dialog
      title={text('recipe.saveTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button look="primary" isDisabled={wanted === ''} onPress={() => void onSave(wanted)}>
            {text('recipe.save')}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== '') void onSave(wanted);
        }}
      >
        <Field label={text('recipe.name')} value={name} onChange={setName} maxLength={recipeLimits.name} />
      </form>
    </Dialog>
  );
}
