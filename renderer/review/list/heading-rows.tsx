import { Combine, ListOrdered, ListPlus, type LucideIcon, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { text } from '../../../shared/messages/text.ts';
import { tell } from '../../state/asking.ts';
import type { Placement, ReviewRow } from '../../../shared/review.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../wording/format.ts';
import { Picture } from '../../ui/picture.tsx';
import { Cell } from '../../ui/cell.tsx';
import { Options } from '../../ui/options.tsx';
import styles from './heading-rows.module.css';
import itemStyles from './item-row.module.css';
import { Key, type RowEvents } from './item-row.tsx';
import type { SetRow } from './review-rows.ts';
import {
  candidateWords,
  leftOutWords,
  placementNames,
  productCounts,
  sectionDetails,
  sectionNames,
  setEvidence,
  setWords,
  verdictWords,
} from '../../wording/review-messages.ts';
import { sentenceOf, sentencesOf } from '../../../shared/messages/reason.ts';

interface SectionProps {
  row: Extract<ReviewRow, { row: 'section' }>;
  active: boolean;
  events: Pick<RowEvents, 'allCameraJpegs' | 'acceptAll' | 'acceptIds' | 'replaceAll'>;
}

export const SectionRow = memo(function SectionRow({ row, active, events }: SectionProps) {
  const { section, count, leftOut, cameraJpegs = 0, newVersions = 0, productIds = 0 } = row;
  return (
    <Cell className={styles['section']}>
      <span className={styles['title']}>
        {sectionNames[section]} <span className={styles['count']}>{formatNumber(count - leftOut)}</span>
      </span>
      <span className={styles['detail']}>
        {leftOut > 0 ? <span className={styles['whole']}>{leftOutWords(leftOut)}</span> : null}
        <span title={sectionDetails[section]}>{sectionDetails[section]}</span>
      </span>
      {cameraJpegs === 0 ? null : (
        <SectionButton active={active} onPress={events.allCameraJpegs}>
          {text('review.useAllCameraJpegs', { count: cameraJpegs })}
        </SectionButton>
      )}
      {productIds === 0 ? null : (
        <SectionButton active={active} onPress={events.acceptIds}>
          {text('review.takeIds', { count: productIds })}
        </SectionButton>
      )}
      {newVersions === 0 ? null : (
        <SectionButton
          active={active}
          keyName="N"
          title={text('review.replaceNewVersionsKey')}
          onPress={events.replaceAll}
        >
          {text('review.replaceNewVersions', { count: newVersions })}
        </SectionButton>
      )}
      {section === 'suggested' ? (
        <SectionButton active={active} keyName="A" onPress={events.acceptAll}>
          {text('review.takeAllSuggested')}
        </SectionButton>
      ) : null}
    </Cell>
  );
});

interface SectionButtonProps {
  active: boolean;
  /** The key that does the same. */
  keyName?: string;
  title?: string;
  onPress: () => void;
  children: string;
}

/** Does something to all photos of a section. */
function SectionButton({ active, keyName, title, onPress, children }: SectionButtonProps) {
  return (
    <button
      type="button"
      tabIndex={active ? 0 : -1}
      className={styles['action']}
      aria-keyshortcuts={keyName}
      title={title}
      onClick={() => onPress()}
    >
      {children}
    </button>
  );
}

interface SetProps {
  row: SetRow;
  active: boolean;
  events: Pick<RowEvents, 'acceptSet' | 'chooseForSet' | 'join' | 'startRun'>;
}

/** A set: what it goes by, the product that is offered for it, and what can be done with it as a whole. */
export const SetHeading = memo(function SetHeading({ row, active, events }: SetProps) {
  const { label, product, verdict } = row;
  const tabIndex = active ? 0 : -1;
  const verdictText = verdictWords(row);
  return (
    <>
      <Cell className={cx(styles['thumb'], label !== null && styles['label'])}>
        <Picture src={row.preview} alt="" fit="contain" iconSize={14} />
      </Cell>
      <Cell className={styles['words']}>
        <span className={styles['name']}>{setWords(row)}</span>
        {verdictText === undefined ? (
          <span className={styles['detail']}>{setEvidence(row)}</span>
        ) : (
          <span className={cx(styles['detail'], styles['warn'])}>
            <TriangleAlert size={12} aria-hidden /> {verdictText}
          </span>
        )}
      </Cell>
      <Cell className={cx(styles['place'], styles['choices'])}>
        {product === null ? null : (
          <button
            type="button"
            tabIndex={tabIndex}
            className={cx(itemStyles['candidate'], styles['suggested'])}
            title={
              label === null
                ? text('review.setNextProduct', { product: candidateWords(product) })
                : candidateWords(product)
            }
            onClick={() => events.acceptSet(row)}
          >
            <Key active={active}>1</Key>
            {label === null ? <ListPlus size={12} aria-hidden /> : null}
            <span className={itemStyles['sku']}>{product.sku}</span>{' '}
            <span className={itemStyles['product']}>{product.productName}</span>
          </button>
        )}
        <button
          type="button"
          tabIndex={tabIndex}
          className={cx(itemStyles['candidate'], itemStyles['other'])}
          onClick={() => events.chooseForSet(row)}
        >
          <Key active={active}>P</Key>
          {product === null ? text('review.choose') : text('review.another')}
        </button>
        <SetAction
          active={active}
          icon={Combine}
          keyName="J"
          label={text('review.joinNext')}
          isOff={row.place === row.of}
          onPress={() => events.join(row)}
        />
        <SetAction
          active={active}
          icon={ListOrdered}
          keyName="R"
          label={text('review.run')}
          isOff={label !== null || verdict === 'two-articles'}
          onPress={() => events.startRun(row)}
        />
      </Cell>
    </>
  );
});

interface ActionProps {
  active: boolean;
  icon: LucideIcon;
  keyName: string;
  label: string;
  isOff: boolean;
  onPress: () => void;
}

/** It keeps its place where it can do nothing, so that the others do not move. */
function SetAction({ active, icon: Icon, keyName, label, isOff, onPress }: ActionProps) {
  return (
    <button
      type="button"
      tabIndex={active && !isOff ? 0 : -1}
      className={styles['setAction']}
      title={label}
      aria-keyshortcuts={keyName}
      disabled={isOff}
      onClick={onPress}
    >
      <Key active={active}>{keyName}</Key>
      <Icon size={14} aria-hidden />
      <span className={styles['actionWords']}>{label}</span>
    </button>
  );
}

interface ProductProps {
  batchId: number;
  row: Extract<ReviewRow, { row: 'product' }>;
  active: boolean;
}

export const ProductHeading = memo(function ProductHeading({ batchId, row, active }: ProductProps) {
  const { productId, placement, problem } = row;
  return (
    <>
      <Cell className={styles['thumb']}>
        <Picture src={row.thumbnail} alt="" fit="contain" iconSize={14} />
      </Cell>
      <Cell className={styles['words']}>
        <span className={styles['name']} title={row.name}>
          {row.name} <span className={styles['sku']}>{row.sku}</span>
        </span>
        {problem === null ? (
          <span className={styles['detail']}>{productCounts(row)}</span>
        ) : (
          <span className={cx(styles['detail'], styles['warn'])} title={sentencesOf(problem)}>
            <TriangleAlert size={12} aria-hidden />
            <span>{sentenceOf(problem)}</span>
          </span>
        )}
      </Cell>
      <Cell className={styles['place']}>
        {row.imageCount === 0 ? null : (
          <select
            className={cx(styles['select'], placement === 'replace' && styles['warn'])}
            tabIndex={active ? 0 : -1}
            aria-label={text('review.whereNewPhotosStand', { product: row.name })}
            value={placement}
            onChange={(event) => {
              const chosen = event.target.value as Placement;
              tell(window.packshot.review.changeProduct({ batchId, productId, placement: chosen }));
            }}
          >
            <Options names={placementNames} />
          </select>
        )}
      </Cell>
    </>
  );
});
