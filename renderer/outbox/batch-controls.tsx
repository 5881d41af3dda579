import { Ellipsis, FileDown } from 'lucide-react';
import { memo } from 'react';
import { MenuTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { partItems } from './part-items.tsx';
import { saveReport } from './save-report.ts';

interface Props {
  batchId: number;
  storeId: string;
  /** Some of its photos were queued. */
  isQueued: boolean;
  /** Some of them are not sent yet. */
  isOpen: boolean;
}

export const BatchControls = memo(function BatchControls({ batchId, storeId, isQueued, isOpen }: Props) {
  return (
    <>
      <Button size="small" look="quiet" icon={FileDown} onPress={() => void saveReport({ storeId, batchId })}>
        {text('common.report')}
      </Button>
      {isQueued ? (
        <MenuTrigger>
          <IconButton icon={Ellipsis} label={text('outbox.moreForThesePhotos')} size="small" />
          <Menu aria-label={text('outbox.moreForThesePhotos')} placement="bottom end">
            {partItems({ storeId, batchId }, { sendFirst: isOpen, retryFailed: isOpen, cancel: isOpen })}
          </Menu>
        </MenuTrigger>
      ) : null}
    </>
  );
});
