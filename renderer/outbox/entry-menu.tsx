import { ChevronsUp, FileDown, RotateCcw, Trash2, X } from 'lucide-react';
import { Header, MenuSection } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Entry } from '../../shared/model.ts';
import { entryName } from '../wording/entry-messages.ts';
import { tell } from '../state/asking.ts';
import { useActivity } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { MenuAt, MenuItem, type MenuPlace } from '../ui/menu.tsx';
import styles from './entry-menu.module.css';
import { batchChoices, productChoices, rowChoices } from './part-choices.ts';
import { partItems } from './part-items.tsx';
import { saveReport } from './save-report.ts';

interface Props {
  entry: Entry;
  at: MenuPlace;
  onClose: () => void;
}

export function EntryMenu({ entry, at, onClose }: Props) {
  const { id, storeId, productId, productName, batchId } = entry;
  const activity = useActivity(storeId, productId);
  const batch = useWindow((state) => state.main?.batches.find((one) => one.id === batchId) ?? null);
  const { sendFirst, retry, cancel, dismiss } = rowChoices(entry);
  const { outbox } = window.packshot;
  const entryIds = [id];
  const name = entryName(entry);
  return (
    <MenuAt at={at} placement="top end" aria-label={text('outbox.moreFor', { name })} onClose={onClose}>
      <MenuSection aria-label={name}>
        <MenuItem
          icon={ChevronsUp}
          isDisabled={!sendFirst}
          onAction={() => tell(outbox.sendFirst({ entryIds }))}
        >
          {text('outbox.sendFirst')}
        </MenuItem>
        <MenuItem icon={RotateCcw} isDisabled={!retry} onAction={() => tell(outbox.retry({ entryIds }))}>
          {text('common.retry')}
        </MenuItem>
        <MenuItem icon={X} isDisabled={!cancel} onAction={() => tell(outbox.cancel({ entryIds }))}>
          {text('common.cancel')}
        </MenuItem>
        <MenuItem icon={Trash2} isDisabled={!dismiss} onAction={() => tell(outbox.dismiss({ entryIds }))}>
          {text('common.dismiss')}
        </MenuItem>
      </MenuSection>
      <MenuSection>
        <Header className={styles['heading'] ?? ''}>{text('outbox.allFor', { product: productName })}</Header>
        {partItems({ storeId, productId }, productChoices(activity))}
      </MenuSection>
      {batchId === null ? null : (
        <MenuSection>
          <Header className={styles['heading'] ?? ''}>{text('outbox.allThatWasAddedWith')}</Header>
          {partItems({ storeId, batchId }, batchChoices(batch))}
          <MenuItem icon={FileDown} onAction={() => void saveReport({ storeId, batchId })}>
            {text('common.report')}
          </MenuItem>
        </MenuSection>
      )}
    </MenuAt>
  );
}
