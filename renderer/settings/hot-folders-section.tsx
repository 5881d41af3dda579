import { FolderSearch, FolderX, Plus, Trash2 } from 'lucide-react';
import type { HotFolder } from '../../shared/review.ts';
import { ask, tell } from '../state/asking.ts';
import { useCurrentStore, useHotFolders } from '../state/selectors.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import styles from './hot-folders-section.module.css';
import { Section, SettingRow } from './section.tsx';
import { Switch } from './switch.tsx';

/** Folders that are watched for the current store: what appears in them becomes a batch. */
export function HotFoldersSection() {
  const store = useCurrentStore();
  const folders = useHotFolders();
  if (store === null) return null;
  const own = folders.filter(({ storeId }) => storeId === store.id);
  return (
    <Section title="Hot folders">
      <SettingRow
        name={`Folders watched for ${store.name}`}
        help="Photos that appear in them, from a camera on a cable or an export, find their products by their names and wait for your review."
      >
        <Button
          size="small"
          icon={Plus}
          onPress={() => void ask(window.packshot.hotFolders.choose({ storeId: store.id }))}
        >
          Watch a folder…
        </Button>
      </SettingRow>
      {own.length === 0 ? null : (
        <ul className={styles['folders']}>
          {own.map((folder) => (
            <Folder key={folder.id} folder={folder} />
          ))}
        </ul>
      )}
    </Section>
  );
}

const stateWords: Readonly<Record<HotFolder['state'], string>> = {
  watching: 'Watched for new photos',
  off: 'Not watched',
  missing: 'This folder is not there. Packshot goes on when it is back.',
};

function Folder({ folder }: { folder: HotFolder }) {
  const { id: hotFolderId, name, state } = folder;
  const change = (part: { enabled?: boolean; sendsCertain?: boolean }): void =>
    tell(window.packshot.hotFolders.change({ hotFolderId, change: part }));
  const Icon = state === 'missing' ? FolderX : FolderSearch;
  return (
    <li className={styles['folder']}>
      <Icon size={16} aria-hidden className={cx(state === 'missing' ? styles['missing'] : styles['icon'])} />
      <div className={styles['what']}>
        <p className={styles['name']} title={name}>
          {name}
        </p>
        <p className={cx(styles['state'], state === 'missing' && styles['missing'])}>{stateWords[state]}</p>
        <Switch
          label="Send certain matches without review"
          isSelected={folder.sendsCertain}
          onChange={(sendsCertain) => change({ sendsCertain })}
        />
      </div>
      <Switch label="Watch" isSelected={folder.enabled} onChange={(enabled) => change({ enabled })} />
      <IconButton
        icon={Trash2}
        label={`Watch ${name} no more`}
        size="small"
        onPress={() => tell(window.packshot.hotFolders.remove({ hotFolderId }))}
      />
    </li>
  );
}
