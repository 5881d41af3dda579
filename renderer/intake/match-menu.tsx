import { FolderPlus, ImagePlus, ScanSearch } from 'lucide-react';
import { memo } from 'react';
import { MenuTrigger } from 'react-aria-components';
import { chooseFiles } from '../state/actions.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';

/** Photos that find their products by their names, with the system's dialog instead of a drop. */
export const MatchMenu = memo(function MatchMenu({ storeId }: { storeId: string }) {
  const aim = { storeId, productId: null };
  return (
    <MenuTrigger>
      <IconButton icon={ScanSearch} label="Find products by file names" size="small" />
      <Menu aria-label="Find products by file names" placement="bottom end">
        <MenuItem icon={ImagePlus} onAction={() => void chooseFiles(aim, 'files')}>
          Add photos…
        </MenuItem>
        <MenuItem icon={FolderPlus} onAction={() => void chooseFiles(aim, 'folder')}>
          Add folder…
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
});
