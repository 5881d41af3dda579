import { Bookmark, Check, Columns2, Eye, EyeOff, RotateCcw, Scissors, Shapes, ZoomIn } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { Candidate, ItemChange, ReviewItem, ReviewSection } from '../../../shared/review.ts';
import { cx } from '../../ui/cx.ts';
import { Picture } from '../../ui/picture.tsx';
import type { AltThen } from '../../ui/use-alt-field.ts';
import { AltInput } from './alt-input.tsx';
import { Cell } from '../../ui/cell.tsx';
import styles from './item-row.module.css';
import { ItemChips, MarkChips } from './item-chips.tsx';
import { VariantPicture } from './variant-picture.tsx';
import type { SetRow } from './review-rows.ts';
import { FactLine } from '../../ui/fact-line.tsx';
import { FileName } from '../../ui/file-name.tsx';
import { offerWords, candidateWords, inSetWords, sizeFacts } from '../../wording/review-messages.ts';
import { nextOf, sentenceOf } from '../../../shared/messages/reason.ts';

/** Events of a row. The object must not change between renders, so that only changed rows render. */
export interface RowEvents {
  change(item: ReviewItem, change: ItemChange, words: string | null): void;
  thumbnail(item: ReviewItem): void;
  give(item: ReviewItem, candidate: Candidate): void;
  choose(item: ReviewItem): void;
  acceptSet(set: SetRow): void;
  excludeSet(set: SetRow): void;
  chooseForSet(set: SetRow): void;
  /** Before this photo. */
  split(item: ReviewItem): void;
  join(set: SetRow): void;
  startRun(set: SetRow): void;
  takeOffer(item: ReviewItem): void;
  /** Of all raw photographs in the batch. */
  allCameraJpegs(): void;
  acceptAll(): void;
  /** Numbers in names are product IDs. */
  acceptIds(): void;
  /** Every new version takes the place of its image. */
  replaceAll(): void;
  open(item: ReviewItem): void;
  editAlt(item: ReviewItem): void;
  /** `alt` null: unchanged. `then`: offset of the photo whose alt text is edited next. */
  endAlt(item: ReviewItem, alt: string | null, then: AltThen): void;
}

interface Props {
  section: ReviewSection;
  item: ReviewItem;
  active: boolean;
  selected: boolean;
  editing: boolean;
  events: RowEvents;
}

export const ItemRow = memo(function ItemRow({ section, item, active, selected, editing, events }: Props) {
  return (
    <>
      <Cell className={styles['mark']} data-mark>
        <span className={cx(styles['box'], selected && styles['checked'])}>
          {selected ? <Check size={12} strokeWidth={3} aria-hidden /> : null}
        </span>
      </Cell>
      <Cell
        className={cx(
          styles['preview'],
          !item.included && item.unusable === null && styles['dim'],
          item.inSet?.differs === true && styles['differs'],
        )}
      >
        <Picture src={item.preview} alt="" fit="contain" iconSize={16} />
      </Cell>
      <Cell className={styles['file']}>
        <span className={styles['name']} title={`${item.fileName}\n${item.match.why}`}>
          <FileName name={item.fileName} />
        </span>
        <FactLine
          className={styles['facts']}
          facts={
            item.reading
              ? [text('review.reading')]
              : [...inSetWords(item), ...sizeFacts(item.size), item.folder]
          }
        />
      </Cell>
      {section === 'ready' ? (
        <ReadyCells item={item} active={active} editing={editing} events={events} />
      ) : section === 'choose' || section === 'suggested' ? (
        <ChooseCells item={item} active={active} events={events} />
      ) : (
        <UnusableCell item={item} active={active} events={events} />
      )}
    </>
  );
});

/** Only the active row's controls are in the tab order, so that one Tab leaves the list. */
function tabStop(active: boolean): 0 | -1 {
  return active ? 0 : -1;
}

interface CellProps {
  item: ReviewItem;
  active: boolean;
  events: RowEvents;
}

function ReadyCells({ item, active, editing, events }: CellProps & { editing: boolean }) {
  return (
    <>
      <Cell className={styles['words']}>
        {editing ? (
          <AltInput item={item} onEnd={(alt, then) => events.endAlt(item, alt, then)} />
        ) : (
          <span className={styles['altLine']}>
            <button
              type="button"
              tabIndex={tabStop(active)}
              className={cx(
                styles['alt'],
                item.alt === '' && styles['noAlt'],
                item.altIsOwn && styles['own'],
              )}
              title={text('review.changeAltHint', {
                alt: item.alt === '' ? text('common.noAltText') : item.alt,
                newline: '\n',
              })}
              aria-label={
                item.alt === '' ? text('review.addAltText') : text('review.changeAltText', { alt: item.alt })
              }
              onClick={() => events.editAlt(item)}
            >
              {item.alt === '' ? text('review.addAltText') : item.alt}
            </button>
            {item.altIsOwn ? (
              <RowButton
                active={active}
                label={text('review.useTheTemplateAgain')}
                onPress={() => events.change(item, { alt: null }, text('review.altTextByTheTemplate'))}
              >
                <RotateCcw size={12} aria-hidden />
              </RowButton>
            ) : null}
          </span>
        )}
        <span className={styles['chips']}>
          <ItemChips item={item} active={active} events={events} />
          {item.target?.variant && item.picture === undefined ? (
            <span
              className={styles['chip']}
              title={text('review.ofTheVariant', { variant: item.target.variant })}
            >
              <Shapes size={11} aria-hidden />{' '}
              <span className={styles['chipWords']}>{item.target.variant}</span>
            </span>
          ) : null}
          <VariantPicture item={item} active={active} events={events} />
        </span>
      </Cell>
      <Cell className={styles['actions']}>
        <RowButton
          active={active}
          label={item.asThumbnail ? text('common.notTheThumbnail') : text('common.makeItTheThumbnail')}
          pressed={item.asThumbnail}
          onPress={() => events.thumbnail(item)}
        >
          <Bookmark size={15} aria-hidden fill={item.asThumbnail ? 'currentColor' : 'none'} />
        </RowButton>
        <RowButton
          active={active}
          label={item.preparing ? text('review.beforeAndAfter') : text('review.lookCloser')}
          onPress={() => events.open(item)}
        >
          {item.preparing ? <Columns2 size={15} aria-hidden /> : <ZoomIn size={15} aria-hidden />}
        </RowButton>
        <RowButton
          active={active}
          label={item.included ? text('review.leaveOut') : text('review.include')}
          pressed={!item.included}
          onPress={() =>
            events.change(
              item,
              { included: !item.included },
              item.included ? text('common.leftOut') : text('common.included'),
            )
          }
        >
          {item.included ? <Eye size={15} aria-hidden /> : <EyeOff size={15} aria-hidden />}
        </RowButton>
      </Cell>
    </>
  );
}

function ChooseCells({ item, active, events }: CellProps) {
  return (
    <>
      <ChoiceCell item={item} active={active} events={events} />
      {item.inSet === undefined ? null : (
        <Cell className={cx(styles['actions'], styles['one'])}>
          {item.inSet.place === 1 ? null : (
            <RowButton active={active} label={text('review.splitHere')} onPress={() => events.split(item)}>
              <Scissors size={15} aria-hidden />
            </RowButton>
          )}
        </Cell>
      )}
    </>
  );
}

function ChoiceCell({ item, active, events }: CellProps) {
  return (
    <Cell className={cx(styles['words'], styles['wide'])}>
      <span className={styles['sentence']} title={item.match.why}>
        {item.match.why}
      </span>
      <span className={styles['chips']}>
        <MarkChips item={item} />
        {item.included || item.rejected ? null : (
          <span className={cx(styles['chip'], styles['wholeChip'])}>{text('common.leftOut')}</span>
        )}
        {item.match.candidates.length === 0 ? null : (
          <span className={styles['candidates']}>
            {item.match.candidates.slice(0, 3).map((candidate, place) => (
              <button
                key={`${candidate.productId}/${candidate.variantId}`}
                type="button"
                tabIndex={tabStop(active)}
                className={styles['candidate']}
                title={candidateWords(candidate)}
                onClick={() => events.give(item, candidate)}
              >
                <Key active={active}>{place + 1}</Key>
                <span className={styles['sku']}>{candidate.sku}</span>{' '}
                <span className={styles['product']}>{candidate.productName}</span>
              </button>
            ))}
          </span>
        )}
        <button
          type="button"
          tabIndex={tabStop(active)}
          className={cx(styles['candidate'], styles['other'])}
          onClick={() => events.choose(item)}
        >
          <Key active={active}>P</Key>
          {item.match.candidates.length === 0 ? text('review.choose') : text('review.another')}
        </button>
      </span>
    </Cell>
  );
}

function UnusableCell({ item: { unusable }, item, active, events }: CellProps) {
  const offer = offerWords(item);
  return (
    <Cell className={cx(styles['words'], styles['wide'])}>
      <span className={styles['sentence']} title={unusable ? sentenceOf(unusable) : undefined}>
        {unusable && sentenceOf(unusable)}
      </span>
      {offer === null ? (
        <span className={styles['facts']} title={unusable ? nextOf(unusable) : undefined}>
          {unusable && nextOf(unusable)}
        </span>
      ) : (
        <span className={styles['chips']}>
          <button
            type="button"
            tabIndex={tabStop(active)}
            className={cx(styles['candidate'], styles['other'], styles['whole'])}
            onClick={() => events.takeOffer(item)}
          >
            {offer}
          </button>
        </span>
      )}
    </Cell>
  );
}

export function Key({ active, children }: { active: boolean; children: ReactNode }) {
  return active ? (
    <kbd className={styles['key']} aria-hidden>
      {children}
    </kbd>
  ) : null;
}

interface ButtonProps {
  active: boolean;
  label: string;
  pressed?: boolean;
  onPress: () => void;
  children: ReactNode;
}

function RowButton({ active, label, pressed, onPress, children }: ButtonProps) {
  return (
    <button
      type="button"
      tabIndex={tabStop(active)}
      className={styles['button']}
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
