import { useState } from 'react';
import { sentencesOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import type { Response } from '../../shared/contract.ts';
import { ask } from '../state/asking.ts';
import { useIsManaged } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SettingRow } from './section.tsx';
import styles from './data-folder-row.module.css';

type Chosen = NonNullable<Response<'app.chooseDataFolder'>['chosen']>;

export function DataFolderRow() {
  const path = useWindow((state) => state.main?.dataFolder.path ?? '');
  const isMovable = useWindow((state) => state.main?.dataFolder.isMovable ?? false);
  const isManaged = useIsManaged('dataFolder');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const choose = async (): Promise<void> =>
    setChosen((await ask(window.packshot.app.chooseDataFolder({})))?.chosen ?? null);
  return (
    <>
      <SettingRow
        name={text('settings.dataFolder')}
        help={<span className={styles['path']}>{path}</span>}
        managed={isManaged}
      >
        {isMovable ? (
          <Button size="small" onPress={() => void choose()}>
            {text('settings.moveData')}
          </Button>
        ) : null}
      </SettingRow>
      {chosen === null ? null : <MoveDialog chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function MoveDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const [isMoving, setIsMoving] = useState(false);
  const { path, megabytes, warning } = chosen;
  const move = async (): Promise<void> => {
    setIsMoving(true);
    // It is answered only if nothing was moved: else Packshot starts again.
    await ask(window.packshot.app.moveDataFolder({}));
    onClose();
  };
  return (
    <Dialog
      title={text('settings.moveDataTitle')}
      role="alertdialog"
      onClose={() => {
        if (!isMoving) onClose();
      }}
      actions={
        <>
          <Button isDisabled={isMoving} onPress={onClose}>
            {text('common.cancel')}
          </Button>
          <Button look="primary" isPending={isMoving} onPress={() => void move()}>
            {text(isMoving ? 'settings.moving' : 'settings.moveNow')}
          </Button>
        </>
      }
    >
      <p>{text('settings.moveDataTo', { megabytes })}</p>
      <p className={styles['path']}>{path}</p>
      {warning === null ? null : <p className={styles['warning']}>{sentencesOf(warning)}</p>}
      <p>{text('settings.moveDataHow')}</p>
    </Dialog>
  );
}
