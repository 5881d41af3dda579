import type { ReactNode } from 'react';
import { Input, Label, Text, TextField, type TextFieldProps } from 'react-aria-components';
import styles from './field.module.css';

interface Props extends Omit<TextFieldProps, 'className' | 'children' | 'style'> {
  label: string;
  help?: ReactNode;
  placeholder?: string;
}

/** A labelled line of text with a sentence of help below. */
export function Field({ label, help, placeholder, ...rest }: Props) {
  return (
    <TextField {...rest} className={styles['field'] ?? ''}>
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <Input className={styles['input'] ?? ''} placeholder={placeholder} spellCheck={false} />
      {help ? (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      ) : null}
    </TextField>
  );
}
