import { CircleCheck } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** The filter for missing alt texts finds none. */
export function NothingMissing({ onShowAll }: { onShowAll: () => void }) {
  return (
    <EmptyState
      icon={CircleCheck}
      title="Every image has its alt text"
      detail="Nothing is left to describe here."
    >
      <Button onPress={onShowAll}>Show all images</Button>
    </EmptyState>
  );
}
