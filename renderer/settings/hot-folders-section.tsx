import { FolderSearch, FolderX, Plus, Trash2 } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import type { HotFolder } from '../../shared/review.ts';
import { ask, tell } from '../state/asking.ts';
import { useCurrentStore, useHotFolders, useStores } from '../state/selectors.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { storeName } from '../wording/store-messages.ts';
import styles from './hot-folders-section.module.css';
import { Section, SettingRow } from './section.tsx';
import { Switch } from '../ui/switch.tsx';

export function HotFoldersSection() {
  const store = useCurrentStore();
  const stores = useStores();
  const folders = useHotFolders();
  if (store === null) return null;
  const own = folders.filter(({ storeId }) => storeId === store.id);
  return (
    <Section title={text('settings.hotFolders')}>
      <SettingRow
        name={text('settings.foldersFor', { store: storeName(store, stores) })}
        help={text('settings.photosThatAppearInThem')}
      >
        <Button
          size="small"
          icon={Plus}
          onPress={() => void ask(window.packshot.hotFolders.choose({ storeId: store.id }))}
        >
          {text('settings.watchAFolder')}
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
  watching: text('settings.watchedForNewPhotos'),
  off: text('settings.notWatched'),
  missing: text('settings.thisFolderIsNotThere'),
};

function Folder({ folder }: { folder: HotFolder }) {
  const { id: hotFolderId, name, state, isManaged } = folder;
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
        {isManaged ? <p className={styles['state']}>{text('settings.managed')}</p> : null}
        <Switch
          isDisabled={isManaged}
          label={text('settings.uploadCertainMatches')}
          isSelected={folder.sendsCertain}
          onChange={(sendsCertain) => change({ sendsCertain })}
        />
      </div>
      <Switch
        isDisabled={isManaged}
        label={text('settings.watch')}
        isSelected={folder.enabled}
        onChange={(enabled) => change({ enabled })}
      />
      <IconButton
        icon={Trash2}
        label={text('settings.watchNoMore', { name })}
        size="small"
        isDisabled={isManaged}
        onPress={() => tell(window.packshot.hotFolders.remove({ hotFolderId }))}
      />
    </li>
  );
}
