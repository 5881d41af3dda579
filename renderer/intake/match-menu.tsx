import { Folder, FolderPlus, ImagePlus, ScanSearch } from 'lucide-react';
import { memo } from 'react';
import { Header, MenuSection, MenuTrigger, Separator } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { addRecent, chooseFiles } from '../state/actions.ts';
import { tell } from '../state/asking.ts';
import { useRecentFolders } from '../state/selectors.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import styles from './match-menu.module.css';

export const MatchMenu = memo(function MatchMenu({ storeId }: { storeId: string }) {
  const recent = useRecentFolders();
  const aim = { storeId, productId: null };
  return (
    <MenuTrigger>
      <IconButton icon={ScanSearch} label={text('intake.findProductsByFileNames')} size="small" />
      <Menu aria-label={text('intake.findProductsByFileNames')} placement="bottom end">
        <MenuItem icon={ImagePlus} onAction={() => void chooseFiles(aim, 'files')}>
          {text('common.addPhotos')}
        </MenuItem>
        <MenuItem icon={FolderPlus} onAction={() => void chooseFiles(aim, 'folder')}>
          {text('common.addFolder')}
        </MenuItem>
        {recent.length === 0 ? null : (
          <>
            <Separator />
            <MenuSection>
              <Header className={styles['heading'] ?? ''}>{text('intake.recentFolders')}</Header>
              {recent.map(({ id, name, isIn }) => (
                <MenuItem
                  key={id}
                  icon={Folder}
                  detail={isIn ?? undefined}
                  textValue={name}
                  onAction={() => void addRecent(storeId, id)}
                >
                  {name}
                </MenuItem>
              ))}
              <MenuItem onAction={() => tell(window.packshot.intake.clearRecent({}))}>
                {text('intake.clearRecent')}
              </MenuItem>
            </MenuSection>
          </>
        )}
      </Menu>
    </MenuTrigger>
  );
});
