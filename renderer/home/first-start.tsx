import { CircleCheck, FolderPlus, ImagePlus, Images, Store } from 'lucide-react';
import { useEffect, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Overview } from '../../shared/model.ts';
import { addSamples, chooseFiles, showDialog } from '../state/actions.ts';
import { Button } from '../ui/button.tsx';
import { Picture } from '../ui/picture.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import type { SteadyStore } from '../wording/store-messages.ts';
import styles from './first-start.module.css';

/** What a drag of the sample shoot carries, which is no file yet. */
const sampleType = 'application/x-packshot-sample-shoot';

const steps = [
  { title: text('home.step1'), detail: text('home.step1Detail') },
  { title: text('home.step2'), detail: text('home.step2Detail') },
  { title: text('home.step3'), detail: text('home.step3Detail') },
] as const;

/** Shown until the first batch: the three steps of the work, and photos to try them with. */
export function FirstStart({ store, overview }: { store: SteadyStore; overview: Overview }) {
  const [isBusy, setBusy] = useState(false);
  const matching = { storeId: store.id, productId: null };
  const isPractice = store.kind === 'practice';

  useEffect(() => {
    const accept = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes(sampleType) !== true) return;
      event.preventDefault();
      if (event.type === 'drop') void start();
    };
    window.addEventListener('dragover', accept);
    window.addEventListener('drop', accept);
    return () => {
      window.removeEventListener('dragover', accept);
      window.removeEventListener('drop', accept);
    };
  }, []);

  async function start(): Promise<void> {
    setBusy(true);
    await addSamples();
    setBusy(false);
  }

  return (
    <div className={styles['page']}>
      <div className={styles['content']}>
        <h2 className={styles['title']}>{text('home.firstTitle')}</h2>
        <p className={styles['lead']}>{text('home.firstDetail')}</p>
        <ol className={styles['steps']}>
          {steps.map(({ title, detail }, index) => (
            <li key={title} className={styles['step']}>
              <div className={styles['scene']} aria-hidden>
                <Scene step={index} newest={overview.newest} />
              </div>
              <div className={styles['words']}>
                <span className={styles['number']}>{index + 1}</span>
                <div>
                  <h3 className={styles['name']}>{title}</h3>
                  <p className={styles['detail']}>{detail}</p>
                </div>
              </div>
            </li>
          ))}
        </ol>
        {/* The button does the same without a pointer. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <section
          className={styles['sample']}
          aria-label={text('home.sampleShoot')}
          draggable
          onDragStart={(event) => event.dataTransfer.setData(sampleType, 'all')}
        >
          <Images size={28} strokeWidth={1.5} aria-hidden />
          <div className={styles['sampleWords']}>
            <p className={styles['name']}>{text('home.sampleShoot')}</p>
            <p className={styles['detail']}>
              {text(isPractice ? 'home.sampleDetail' : 'home.sampleDetailElsewhere')}
            </p>
          </div>
          <Button look="primary" size="large" isPending={isBusy} data-add="" onPress={() => void start()}>
            {isBusy
              ? text('home.samplePreparing')
              : text(isPractice ? 'home.trySample' : 'home.trySampleElsewhere')}
          </Button>
        </section>
        <div className={styles['own']}>
          <span className={styles['lead']}>{text('home.orYourOwn')}</span>
          <Button icon={ImagePlus} onPress={() => void chooseFiles(matching, 'files')}>
            {text('common.addPhotos')}
          </Button>
          <Button icon={FolderPlus} onPress={() => void chooseFiles(matching, 'folder')}>
            {text('common.addFolder')}
          </Button>
          {isPractice ? (
            <Button icon={Store} look="quiet" onPress={() => showDialog({ type: 'add-store' })}>
              {text('home.connectYourStore')}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}

/** A step drawn with images of the store: prints, rows with a tick, and a strip with its progress. */
function Scene({ step, newest }: { step: number; newest: Overview['newest'] }) {
  const images = newest.slice(0, 5);
  if (step === 0) {
    return (
      <div className={styles['prints']}>
        {[0, 1, 2].map((index) => (
          <span key={index} className={styles['print']}>
            <span>
              <Picture src={images[index]?.picture ?? null} alt="" fit="cover" />
            </span>
          </span>
        ))}
      </div>
    );
  }
  if (step === 1) {
    return (
      <div className={styles['rows']}>
        {[0, 1, 2].map((index) => (
          <span key={index} className={styles['row']}>
            <span className={styles['tiny']}>
              <Picture src={images[index]?.picture ?? null} alt="" fit="cover" iconSize={12} />
            </span>
            <span className={styles['bar']} />
            <CircleCheck size={16} className={styles['good']} />
          </span>
        ))}
      </div>
    );
  }
  return (
    <div className={styles['strip']}>
      <div className={styles['stripImages']}>
        {[0, 1, 2, 3, 4].map((index) => (
          <span key={index} className={styles['tiny']} data-grey={index > 2 || undefined}>
            <Picture src={images[index]?.picture ?? null} alt="" fit="cover" iconSize={12} />
          </span>
        ))}
      </div>
      <ProgressBar label={text('home.step3')} fraction={0.6} />
    </div>
  );
}
