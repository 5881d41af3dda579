import { Ellipsis, FileDown } from 'lucide-react';
import { MenuTrigger } from 'react-aria-components';
import type { Batch } from '../../shared/model.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { batchChoices } from './part-choices.ts';
import { partItems } from './part-items.tsx';
import { saveReport } from './save-report.ts';

/** What can be done about a batch once its photos are in the outbox, and the report of what became of them. */
export function BatchControls({ batch }: { batch: Batch }) {
  const { id: batchId, storeId } = batch;
  return (
    <>
      <Button size="small" look="quiet" icon={FileDown} onPress={() => void saveReport({ storeId, batchId })}>
        Report…
      </Button>
      {batch.queued > 0 ? (
        <MenuTrigger>
          <IconButton icon={Ellipsis} label="More for these photos" size="small" />
          <Menu aria-label="More for these photos" placement="bottom end">
            {partItems({ storeId, batchId }, batchChoices(batch))}
          </Menu>
        </MenuTrigger>
      ) : null}
    </>
  );
}
