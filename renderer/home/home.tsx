import { FolderPlus, ImagePlus, Images } from 'lucide-react';
import { memo, useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Batch, Overview } from '../../shared/model.ts';
import { groupOf } from '../batches/batch-groups.ts';
import { BatchRow } from '../batches/batch-row.tsx';
import { Notices } from '../notices.tsx';
import {
  chooseFiles,
  choose,
  showAlts,
  showBatches,
  showMissingAlts,
  showWithoutImages,
} from '../state/actions.ts';
import { useAltWork } from '../state/alt-drafts.ts';
import { useBatches, useOutbox, useStores } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { useOverview } from './use-overview.ts';
import { Button } from '../ui/button.tsx';
import { Picture } from '../ui/picture.tsx';
import { useNow } from '../ui/use-now.ts';
import { formatList, formatNumber } from '../wording/format.ts';
import { storeName, type SteadyStore } from '../wording/store-messages.ts';
import { FirstStart } from './first-start.tsx';
import styles from './home.module.css';
import { NeedLine } from './need-line.tsx';
import { needsYou } from './needs-you.ts';
import { ProductLines } from './product-lines.tsx';

/** What the middle shows without a gallery: what needs somebody, what goes on, and what a store still lacks. */
export const Home = memo(function Home({ store }: { store: SteadyStore }) {
  const batches = useBatches(store.id);
  const overview = useOverview(store.id);
  const main = useRef<HTMLElement>(null);

  useEffect(() => {
    // The gallery was closed, and its element had the focus.
    if (!useWindow.getState().isHome || document.activeElement !== document.body) return;
    main.current?.querySelector<HTMLElement>('[data-line] button, [data-add]')?.focus();
  }, []);

  const isFirst = overview?.isFirstStart === true && batches.length === 0;
  return (
    // Arrows go from line to line; all buttons can be reached without them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <main ref={main} className={styles['home']} tabIndex={-1} onKeyDown={goToLine}>
      <Notices />
      <Heading store={store} />
      {isFirst ? (
        <FirstStart store={store} overview={overview} />
      ) : (
        <Sections store={store} batches={batches} overview={overview} />
      )}
    </main>
  );
});

/** Up and Down focus the button of the previous or next line. */
function goToLine(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.defaultPrevented || !(event.target instanceof Element)) return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-line]')];
  const now = lines.findIndex((line) => line.contains(event.target as Element));
  const next = lines[now === -1 ? 0 : now + step];
  const target = next?.matches('button') ? next : next?.querySelector<HTMLElement>('button');
  if (!target) return;
  event.preventDefault();
  target.focus();
}

function Heading({ store }: { store: SteadyStore }) {
  const stores = useStores();
  const { products, images } = store.catalog;
  return (
    <header className={styles['header']}>
      <h1 className={styles['title']}>
        <bdi>{storeName(store, stores)}</bdi>
      </h1>
      <p className={styles['facts']}>
        {formatList([
          text('common.products', { count: products }),
          images !== null && text('common.images', { count: images }),
          store.kind === 'practice' && text('home.onThisComputer'),
        ])}
      </p>
    </header>
  );
}

interface SectionsProps {
  store: SteadyStore;
  batches: readonly Batch[];
  overview: Overview | null;
}

/** How many batches that ended are listed; the rest are in the list of batches. */
const maxRecent = 12;

function Sections({ store, batches, overview }: SectionsProps) {
  const { id: storeId } = store;
  const now = useNow(30_000);
  const stores = useStores();
  const failed = useOutbox(storeId)?.failed ?? 0;
  const unsavedAlts = useAltWork(storeId).drafts.size;
  const needs = needsYou(batches, failed, stores, unsavedAlts);
  const underWay = batches.filter((batch) => ['taking-in', 'sending'].includes(groupOf(batch)));
  const recent = batches.filter((batch) => groupOf(batch) === 'done').slice(0, maxRecent);
  const rows = (some: readonly Batch[]): ReactNode =>
    some.map((batch) => (
      <li key={batch.id} data-line="">
        <BatchRow batch={batch} now={now} isAlone={false} isFirst={false} />
      </li>
    ));
  return (
    <div className={styles['scroller']}>
      <div className={styles['columns']}>
        <div className={styles['column']} data-column="work">
          {needs.length > 0 ? (
            <Section title={text('home.needsYou')} count={needs.length} name="needs">
              <ul className={styles['card']}>
                {needs.map((need, index) => (
                  <li key={need.key} data-line="">
                    <NeedLine need={need} now={now} isFirst={index === 0} />
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
          {underWay.length > 0 ? (
            <Section title={text('home.underWay')} count={underWay.length} name="under-way">
              <ul className={styles['card']}>{rows(underWay)}</ul>
            </Section>
          ) : null}
          {overview !== null && overview.newest.length > 0 ? (
            <Section title={text('home.newInTheStore')} name="new">
              <ul className={styles['images']}>
                {overview.newest.map(({ productId, productName, imageId, picture }) => (
                  <li key={imageId}>
                    <button
                      type="button"
                      className={styles['image']}
                      aria-label={text('home.openProduct', { product: productName })}
                      title={productName}
                      onClick={() => choose(storeId, { id: productId, name: productName })}
                    >
                      <Picture src={picture} alt="" fit="cover" />
                    </button>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
        <div className={styles['column']} data-column="recent">
          {recent.length > 0 ? (
            <Section
              title={text('home.recent')}
              name="recent"
              action={{ label: text('home.allBatches'), onPress: () => showBatches(true) }}
            >
              <ul className={styles['card']}>{rows(recent)}</ul>
            </Section>
          ) : null}
        </div>
        <div className={styles['column']} data-column="store">
          <DropInvitation storeId={storeId} isNext={needs.length === 0} />
          {overview === null ? (
            <div className={styles['loading']} aria-hidden />
          ) : (
            <>
              {overview.withoutImages.total > 0 ? (
                <Section
                  title={text('home.withoutImages')}
                  count={overview.withoutImages.total}
                  name="without-images"
                  action={{ label: text('home.showAll'), onPress: showWithoutImages }}
                >
                  <ProductLines
                    lines={overview.withoutImages.products.map((product) => ({ product, fact: '' }))}
                    onChoose={(product) => choose(storeId, product)}
                  />
                </Section>
              ) : null}
              {overview.missingAlts.images > 0 ? (
                <Section
                  title={text('home.altMissing')}
                  count={overview.missingAlts.images}
                  name="alt-missing"
                  action={{ label: text('alts.open'), onPress: () => showAlts(true) }}
                >
                  <ProductLines
                    lines={overview.missingAlts.products.map(({ product, missing }) => ({
                      product,
                      fact: text('home.missingOf', { missing, images: product.imageCount }),
                    }))}
                    onChoose={(product) => showMissingAlts(storeId, product)}
                  />
                </Section>
              ) : null}
            </>
          )}
        </div>
      </div>
    </div>
  );
}

interface SectionProps {
  title: string;
  count?: number;
  name: string;
  action?: { label: string; onPress: () => void };
  children: ReactNode;
}

function Section({ title, count, name, action, children }: SectionProps) {
  return (
    <section className={styles['section']} data-section={name} aria-labelledby={`home-${name}`}>
      <div className={styles['head']}>
        <h2 id={`home-${name}`} className={styles['name']}>
          {title} {count === undefined ? null : <span className={styles['soft']}>{formatNumber(count)}</span>}
        </h2>
        {action ? (
          <Button size="small" look="quiet" className={styles['link']} onPress={action.onPress}>
            {action.label}
          </Button>
        ) : null}
      </div>
      {children}
    </section>
  );
}

/** `isNext`: adding photos is the next thing to do. */
function DropInvitation({ storeId, isNext }: { storeId: string; isNext: boolean }) {
  const matching = { storeId, productId: null };
  return (
    <section className={styles['drop']} data-section="drop" aria-label={text('home.addPhotos')}>
      <Images size={28} strokeWidth={1.5} aria-hidden className={styles['sign']} />
      <div className={styles['dropWords']}>
        <p className={styles['strong']}>{text('home.dropPhotos')}</p>
        <p className={styles['detail']}>{text('home.dropDetail')}</p>
      </div>
      <div className={styles['dropButtons']}>
        <Button
          icon={ImagePlus}
          look={isNext ? 'primary' : 'plain'}
          data-add=""
          onPress={() => void chooseFiles(matching, 'files')}
        >
          {text('common.addPhotos')}
        </Button>
        <Button icon={FolderPlus} onPress={() => void chooseFiles(matching, 'folder')}>
          {text('common.addFolder')}
        </Button>
      </div>
    </section>
  );
}
