import { CircleCheck } from 'lucide-react';
import { text } from '../../../shared/messages/text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

export function NothingMissing({ onShowAll }: { onShowAll: () => void }) {
  return (
    <EmptyState
      icon={CircleCheck}
      title={text('gallery.everyImageHasItsAlt')}
      detail={text('gallery.nothingIsLeftToDescribe')}
    >
      <Button onPress={onShowAll}>{text('gallery.showAllImages')}</Button>
    </EmptyState>
  );
}
