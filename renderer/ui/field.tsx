import type { ReactNode } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { cx } from './cx.ts';
import styles from './field.module.css';

interface Props extends Omit<TextFieldProps, 'className' | 'children' | 'style'> {
  label: string;
  help?: ReactNode;
  /** Shown if the field is invalid. */
  problem?: string;
  placeholder?: string;
}

export function Field({ label, help, problem, placeholder, ...rest }: Props) {
  return (
    <TextField
      validate={(value) =>
        rest.isRequired && value.trim() === '' ? text('common.isNeeded', { label }) : null
      }
      {...rest}
      className={styles['field'] ?? ''}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <Input className={styles['input'] ?? ''} placeholder={placeholder} spellCheck={false} />
      {help ? (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      ) : null}
      <FieldError className={styles['problem'] ?? ''}>{problem}</FieldError>
    </TextField>
  );
}

interface BlockProps extends Omit<TextFieldProps, 'className' | 'children' | 'style'> {
  label: string;
  rows: number;
  placeholder?: string;
}

export function TextBlock({ label, rows, placeholder, ...rest }: BlockProps) {
  return (
    <TextField {...rest} className={styles['field'] ?? ''}>
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <TextArea
        className={cx(styles['input'], styles['block'])}
        rows={rows}
        placeholder={placeholder}
        spellCheck={false}
      />
    </TextField>
  );
}
