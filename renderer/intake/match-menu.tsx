import { FolderPlus, ImagePlus, ScanSearch } from 'lucide-react';
import { memo } from 'react';
import { MenuTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { chooseFiles } from '../state/actions.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';

export const MatchMenu = memo(function MatchMenu({ storeId }: { storeId: string }) {
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
      </Menu>
    </MenuTrigger>
  );
});
