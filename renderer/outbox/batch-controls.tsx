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
  /** Photos of it went to the outbox. */
  isQueued: boolean;
  /** Some of them are still there. */
  isOpen: boolean;
}

/** What can be done about a batch once its photos are in the outbox, and the report of what became of them. */
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
