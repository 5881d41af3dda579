import {
  Ban,
  Bookmark,
  Check,
  Copy,
  LoaderCircle,
  PackageSearch,
  Replace,
  TriangleAlert,
  ZoomIn,
} from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { text } from '../../../shared/messages/text.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';
import type { ItemChange, ReviewItem, ReviewSection } from '../../../shared/review.ts';
import { Cell } from '../../ui/cell.tsx';
import { cx } from '../../ui/cx.ts';
import { FileName } from '../../ui/file-name.tsx';
import { Picture } from '../../ui/picture.tsx';
import {
  candidateWords,
  duplicateWords,
  newVersionWords,
  offerWords,
} from '../../wording/review-messages.ts';
import { AltInput } from '../list/alt-input.tsx';
import { Key, type RowEvents } from '../list/item-row.tsx';
import { VariantPicture } from '../list/variant-picture.tsx';
import { Stars } from '../marks/stars.tsx';
import { StarsMenu } from '../marks/stars-menu.tsx';
import styles from './sheet-tile.module.css';

interface Props {
  item: ReviewItem;
  section: ReviewSection;
  /** In its product's gallery, from 1; null where it isn't known. */
  place: number | null;
  /** Of the picture, in pixels. */
  size: number;
  active: boolean;
  selected: boolean;
  /** Its alt text is being written. */
  editing: boolean;
  events: RowEvents;
}

/** Below these widths a tile drops its place, its five stars, its name. */
const roomFor = { place: 160, stars: 150, name: 112 };

/** A photo on the contact sheet: picture, marks, name and rating. */
export const SheetTile = memo(function SheetTile(props: Props) {
  const { item, section, place, size, active, selected, editing, events } = props;
  const isPhoto = item.unusable === null;
  const isIn = item.included && isPhoto;
  return (
    <Cell className={styles['tile']}>
      <span className={cx(styles['picture'], selected && styles['selected'])} style={{ height: size }}>
        <span className={cx(styles['image'], isPhoto && !isIn && styles['dimmed'])}>
          <Picture src={item.preview} alt="" fit="contain" />
        </span>
        <Badge item={item} />
        <span className={styles['mark']} data-mark>
          <span className={cx(styles['box'], selected && styles['checked'])}>
            {selected ? <Check size={12} strokeWidth={3} aria-hidden /> : null}
          </span>
        </span>
        {isPhoto ? (
          <button
            type="button"
            tabIndex={active ? 0 : -1}
            className={styles['over']}
            title={text('review.lookCloser')}
            aria-label={text('review.lookCloser')}
            onClick={() => events.open(item)}
          >
            <ZoomIn size={14} aria-hidden />
          </button>
        ) : null}
        <span className={styles['foot']}>
          {section === 'ready' ? <Choices item={item} active={active} events={events} /> : null}
          <Hint item={item} />
        </span>
      </span>
      {editing ? (
        <span className={styles['alt']}>
          <AltInput item={item} onEnd={(alt, then) => events.endAlt(item, alt, then)} />
        </span>
      ) : null}
      {size < roomFor.name ? null : (
        <span className={styles['name']} title={item.fileName}>
          <span className={styles['file']}>
            {item.reading ? text('review.reading') : <FileName name={item.fileName} />}
          </span>
          {section === 'ready' && place !== null && size >= roomFor.place ? (
            <span className={styles['place']}>{isIn ? place : '–'}</span>
          ) : null}
        </span>
      )}
      {isPhoto ? (
        <span className={styles['marks']}>
          {size < roomFor.stars ? (
            <StarsMenu
              stars={item.stars}
              isReachable={active}
              onRate={(stars) => events.change(item, { stars }, text('review.rated', { stars }))}
            />
          ) : (
            <Stars
              stars={item.stars}
              isReachable={active}
              onRate={(stars) => events.change(item, { stars }, text('review.rated', { stars }))}
            />
          )}
          <button
            type="button"
            tabIndex={active ? 0 : -1}
            className={cx(styles['reject'], item.rejected && styles['rejected'])}
            title={text('review.reject')}
            aria-label={text('review.reject')}
            aria-pressed={item.rejected}
            onClick={() =>
              events.change(
                item,
                { rejected: !item.rejected },
                text(item.rejected ? 'review.notRejected' : 'review.rejectedCount', { count: 1 }),
              )
            }
          >
            <Ban size={14} aria-hidden />
          </button>
        </span>
      ) : null}
      {section === 'ready' ? null : <Decision item={item} active={active} events={events} />}
    </Cell>
  );
});

/** At the top left: what becomes of the photo, as a shape and a word. */
export function Badge({ item }: { item: ReviewItem }) {
  if (item.rejected) {
    return (
      <span className={cx(styles['badge'], styles['red'])}>
        <Ban size={11} aria-hidden /> {text('review.rejected')}
      </span>
    );
  }
  if (item.unusable === null && !item.included) {
    return <span className={cx(styles['badge'], styles['pale'])}>{text('common.leftOut')}</span>;
  }
  if (!item.asThumbnail) return null;
  return (
    <span className={styles['badge']}>
      <Bookmark size={11} aria-hidden /> {text('common.thumbnail')}
    </span>
  );
}

/** At the bottom left: the first thing that may be wrong, and how many more there are. */
function Hint({ item }: { item: ReviewItem }) {
  const double = duplicateWords(item);
  const whys = [...(double === null ? [] : [double]), ...(item.hints ?? []).map(({ why }) => why)];
  const first = double ?? item.hints?.[0]?.words;
  if (item.preparing?.state === 'failed') {
    return (
      <span className={cx(styles['hint'], styles['bad'])} title={item.preparing.sentence}>
        <TriangleAlert size={12} aria-hidden />{' '}
        <span className={styles['words']}>{item.preparing.sentence}</span>
      </span>
    );
  }
  if (first === undefined) {
    return item.preparing?.state === 'working' ? (
      <span className={styles['hint']} title={item.preparing.sentence}>
        <LoaderCircle size={12} className={styles['turning']} aria-hidden />
      </span>
    ) : null;
  }
  return (
    <span className={styles['hint']} title={whys.join('\n')}>
      <TriangleAlert size={12} className={styles['warn']} aria-hidden />
      <span className={styles['words']}>{first}</span>
      {whys.length > 1 ? ` +${whys.length - 1}` : null}
    </span>
  );
}

/** What is decided of a photo beside its product: variants' pictures, the image it replaces, a duplicate. */
function Choices({ item, active, events }: Pick<Props, 'item' | 'active' | 'events'>) {
  const choice = (icon: ReactNode, words: string, why: string | null, change: ItemChange, done: string) => (
    <button
      type="button"
      tabIndex={active ? 0 : -1}
      className={cx(styles['hint'], styles['press'])}
      title={why ?? undefined}
      onClick={() => events.change(item, change, done)}
    >
      {icon} <span className={styles['words']}>{words}</span>
    </button>
  );
  const { newVersion } = item;
  const newVersionWhy = newVersionWords(item);
  const isDouble = duplicateWords(item) !== null && !item.included && !item.rejected;
  return (
    <>
      <VariantPicture
        item={item}
        active={active}
        events={events}
        className={cx(styles['hint'], styles['press'])}
      />
      {newVersion === undefined || newVersionWhy === null
        ? null
        : choice(
            <Replace size={12} aria-hidden />,
            text(newVersion.replaces ? 'review.keepBoth' : 'review.replaceImage'),
            newVersionWhy,
            { replaces: !newVersion.replaces },
            text(newVersion.replaces ? 'review.keepsBoth' : 'review.replacesImage'),
          )}
      {isDouble
        ? choice(
            <Copy size={12} aria-hidden />,
            text('review.uploadAnyway'),
            duplicateWords(item),
            { included: true },
            text('review.uploadsAnyway'),
          )
        : null}
    </>
  );
}

/** What a photo without a product may belong to, or why a file is skipped. */
function Decision({ item, active, events }: Pick<Props, 'item' | 'active' | 'events'>) {
  const tabIndex = active ? 0 : -1;
  if (item.unusable !== null) {
    const offer = offerWords(item);
    return (
      <span className={styles['decision']}>
        {offer === null ? (
          <span className={styles['why']} title={sentenceOf(item.unusable)}>
            {sentenceOf(item.unusable)}
          </span>
        ) : (
          <button
            type="button"
            tabIndex={tabIndex}
            className={styles['choice']}
            onClick={() => events.takeOffer(item)}
          >
            <span className={styles['words']}>{offer}</span>
          </button>
        )}
      </span>
    );
  }
  const [first] = item.match.candidates;
  return (
    <span className={styles['decision']}>
      {first === undefined ? null : (
        <button
          type="button"
          tabIndex={tabIndex}
          className={cx(styles['choice'], item.match.certainty === 'suggested' && styles['suggested'])}
          title={`${candidateWords(first)}\n${item.match.why}`}
          onClick={() => events.give(item, first)}
        >
          <Key active={active}>1</Key>
          <span className={styles['words']}>{first.sku === '' ? first.productName : first.sku}</span>
        </button>
      )}
      <button
        type="button"
        tabIndex={tabIndex}
        className={cx(styles['choice'], first !== undefined && styles['other'])}
        title={text('review.chooseProduct')}
        aria-label={text('review.chooseProduct')}
        onClick={() => events.choose(item)}
      >
        <PackageSearch size={12} aria-hidden />
        {first === undefined ? <span className={styles['words']}>{text('review.choose')}</span> : null}
      </button>
    </span>
  );
}
