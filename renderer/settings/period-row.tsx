import { Trash2 } from 'lucide-react';
import { useId } from 'react';
import {
  Group,
  Input,
  Label,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  VisuallyHidden,
} from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { IconButton } from '../ui/button.tsx';
import styles from './bandwidth-section.module.css';
import { noteOf, problemOf, weekDays, type PeriodDraft } from '../wording/bandwidth-messages.ts';
import { LimitField } from './limit-field.tsx';

interface Props {
  draft: PeriodDraft;
  /** `Times 2`: tells the rows apart. */
  name: string;
  isDisabled: boolean;
  onChange: (draft: PeriodDraft) => void;
  onRemove: () => void;
}

export function PeriodRow({ draft, name, isDisabled, onChange, onRemove }: Props) {
  const problemId = useId();
  const problem = problemOf(draft);
  const note = noteOf(draft);
  return (
    <Group
      className={styles['period'] ?? ''}
      aria-label={name}
      isInvalid={problem !== null}
      aria-describedby={problemId}
    >
      <div className={styles['line']}>
        <ToggleButtonGroup
          aria-label={text('settings.days')}
          className={styles['days'] ?? ''}
          selectionMode="multiple"
          isDisabled={isDisabled}
          selectedKeys={draft.days}
          onSelectionChange={(keys) =>
            onChange({ ...draft, days: weekDays.flatMap(({ day }) => (keys.has(day) ? [day] : [])) })
          }
        >
          {weekDays.map(({ day, short, name: whole }) => (
            <ToggleButton key={day} id={day} className={styles['day'] ?? ''}>
              <span aria-hidden>{short}</span>
              <VisuallyHidden>{whole}</VisuallyHidden>
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <IconButton
          icon={Trash2}
          label={text('settings.removeTimes', { name: name.toLowerCase() })}
          size="small"
          isDisabled={isDisabled}
          onPress={onRemove}
        />
      </div>
      <div className={styles['line']}>
        <div className={styles['times']}>
          <TimeOfDay
            label={text('settings.from')}
            value={draft.from}
            isDisabled={isDisabled}
            onChange={(from) => onChange({ ...draft, from })}
          />
          <TimeOfDay
            label={text('settings.to')}
            value={draft.to}
            isDisabled={isDisabled}
            onChange={(to) => onChange({ ...draft, to })}
          />
        </div>
        <LimitField
          label={text('settings.limitOf', { name: name.toLowerCase() })}
          bytesPerSecond={draft.bytesPerSecond}
          isDisabled={isDisabled}
          onChange={(bytesPerSecond) => onChange({ ...draft, bytesPerSecond })}
        />
      </div>
      <p id={problemId} className={styles[problem === null ? 'note' : 'problem']} aria-live="polite">
        {problem ?? note}
      </p>
    </Group>
  );
}

function TimeOfDay(props: {
  label: string;
  value: string;
  isDisabled: boolean;
  onChange: (time: string) => void;
}) {
  return (
    <TextField
      type="time"
      className={styles['time'] ?? ''}
      value={props.value}
      isDisabled={props.isDisabled}
      onChange={props.onChange}
      isInvalid={props.value === ''}
    >
      <Label>{props.label}</Label>
      <Input className={styles['input'] ?? ''} />
    </TextField>
  );
}
