import { ArrowLeft, Lock } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { Response } from '../../../shared/contract.ts';
import { text } from '../../../shared/messages/text.ts';
import type { Batch } from '../../../shared/model.ts';
import { recipeKey } from '../../../shared/recipe-key.ts';
import type { DrawnRecipe, RecipeExample } from '../../../shared/recipe-views.ts';
import type { PhotoRecipe, RecipeUse } from '../../../shared/recipe.ts';
import { announce } from '../../state/actions.ts';
import { ask, askQuietly, did } from '../../state/asking.ts';
import { useCurrentStore } from '../../state/selectors.ts';
import { useAnswer, useRestedAnswer } from '../../state/use-answer.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { isModalOpen } from '../../ui/focus.ts';
import { ReasonNote } from '../../ui/reason-note.tsx';
import { useWindowKeys } from '../../ui/use-window-keys.ts';
import { formatBytes } from '../../wording/format.ts';
import { reviewTitle } from '../../wording/review-messages.ts';
import { DividedPicture } from './divided-picture.tsx';
import { PhotoStrip } from './photo-strip.tsx';
import { RecipeForm } from './recipe-form.tsx';
import { SaveRecipe } from './save-recipe.tsx';
import styles from './recipe-screen.module.css';
import { useDrawnRecipe } from './use-drawn-recipe.ts';
import { useRecipeChoice } from './use-recipe-choice.ts';

interface Props {
  batch: Batch;
  /** The selected photos; null: it was opened for all. */
  itemIds: readonly number[] | null;
  onClose: () => void;
}

interface Scope {
  total: number;
  asIs: number;
}

/** Chooses how photos under review are sent: size, shape, file and name, with one of them before and after. */
export function RecipeScreen({ batch, itemIds, onClose }: Props) {
  const { id: batchId } = batch;
  const head = useRef<HTMLElement>(null);
  const [use, setUse] = useState<RecipeUse>('gallery');
  const choice = useRecipeChoice(batchId, itemIds, use);
  const { recipe, offer, photos } = choice;
  const [shownId, setShownId] = useState<number | null>(null);
  const itemId = shownId ?? photos[0]?.id ?? null;
  const [isAll, setIsAll] = useState(itemIds === null);
  const scopes = useScopes(batchId, itemIds);
  const scope = isAll ? scopes.all : scopes.selected;
  const [isPadding, setIsPadding] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const { drawn, isDrawing, problem } = useDrawnRecipe(batchId, itemId, use, recipe);
  const names = useNames(batchId, itemId, recipe);
  const standard = useCurrentStore()?.recipes.standard ?? null;
  const shown = photos.find(({ id }) => id === itemId);
  const count = (scope?.total ?? 0) - (scope?.asIs ?? 0);
  const isPlain = recipeKey(recipe) === '';

  async function apply(): Promise<void> {
    if (count === 0 || names?.problem != null) return;
    const asked = { batchId, itemIds: isAll || itemIds === null ? null : [...itemIds], use, recipe };
    const applied = await ask(window.packshot.recipes.apply(asked));
    if (applied === null) return;
    announce(text('recipe.applied', { count: applied.count, isPlain: isPlain ? 'yes' : 'no' }));
    onClose();
  }

  /** Has every later upload prepared by this recipe, or no longer. */
  async function applyToAll(name: string): Promise<void> {
    const isOn = name !== standard;
    const asked = { storeId: batch.storeId, name: isOn ? name : null };
    if (!(await did(window.packshot.recipes.setStandard(asked)))) return;
    announce(text(isOn ? 'recipe.isUsedForAll' : 'recipe.isUsedForAllNoMore', { name }));
  }

  useEffect(() => head.current?.querySelector('button')?.focus(), []);

  useWindowKeys((event) => {
    if (isModalOpen()) return false;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      // What is being written in a field counts once the field is left.
      const applies = document.querySelector<HTMLElement>('[data-recipe-apply]');
      applies?.focus();
      setTimeout(() => applies?.click(), 0);
      return true;
    }
    if (event.key !== 'Escape') return false;
    onClose();
    return true;
  });

  return (
    <>
      <header className={styles['head']} ref={head}>
        <IconButton icon={ArrowLeft} label={text('recipe.back')} onPress={onClose} />
        <h1 className={styles['title']}>{text('recipe.title')}</h1>
        <select
          className={styles['pick']}
          aria-label={text('recipe.saved')}
          value={offer?.key ?? ''}
          onChange={(event) => choice.choose(event.target.value)}
        >
          {offer === null ? <option value="">{text('recipe.unsaved')}</option> : null}
          {choice.offers.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
        {choice.isEdited && offer !== null ? (
          <span className={styles['soft']}>{text('recipe.edited')}</span>
        ) : null}
        {offer?.isSaved === true && choice.isEdited ? (
          <Button size="small" look="quiet" onPress={() => void choice.save(offer.name)}>
            {text('recipe.save')}
          </Button>
        ) : null}
        <Button size="small" look="quiet" onPress={() => setIsSaving(true)}>
          {text('recipe.saveAs')}
        </Button>
        {offer?.isSaved === true ? (
          <Button size="small" look="quiet" onPress={() => void applyToAll(offer.name)}>
            {text(offer.name === standard ? 'recipe.useForAllNoMore' : 'recipe.useForAll')}
          </Button>
        ) : null}
        {offer?.isSaved === true ? (
          <Button size="small" look="quiet" loses onPress={() => void choice.remove()}>
            {text('recipe.remove')}
          </Button>
        ) : null}
        <span className={styles['batch']}>{batch.name === '' ? reviewTitle(batch) : batch.name}</span>
      </header>
      <div className={styles['body']}>
        <div className={styles['stage']}>
          {problem === null ? null : <ReasonNote tone="danger" reason={problem} said="soon" />}
          {drawn === null ? (
            <div className={styles['waiting']}>
              {choice.isLoaded && photos.length === 0 ? text('recipe.noPhotos') : text('recipe.drawing')}
            </div>
          ) : (
            <>
              <DividedPicture
                drawn={drawn}
                isDrawing={isDrawing}
                padding={isPadding && recipe.shape.type === 'padding' ? recipe.shape.padding : null}
              />
              <div className={styles['facts']}>
                <p>
                  <span className={styles['file']}>{shown?.fileName}</span>
                  <span className={styles['soft']}>{factWords(drawn.before)}</span>
                </p>
                <p>
                  <span className={styles['file']}>{nameWords(names?.examples[0])}</span>
                  <span className={styles['soft']}>{factWords(drawn.after)}</span>
                </p>
              </div>
            </>
          )}
          <PhotoStrip
            photos={photos}
            total={(itemIds === null ? scopes.all : scopes.selected)?.total ?? photos.length}
            activeId={itemId}
            onGo={setShownId}
          />
        </div>
        <aside className={styles['panel']}>
          <RecipeForm
            key={`${use}/${offer?.key ?? ''}`}
            use={use}
            recipe={recipe}
            names={names}
            onUse={setUse}
            onChange={choice.change}
            onPadding={setIsPadding}
          />
          <div className={styles['end']}>
            {itemIds === null ? null : (
              <RadioGroup
                aria-label={text('recipe.applyTo')}
                orientation="horizontal"
                className={styles['scope'] ?? ''}
                value={isAll ? 'all' : 'selected'}
                onChange={(next) => setIsAll(next === 'all')}
              >
                <Radio value="selected" className={styles['radio'] ?? ''}>
                  {text('recipe.selected', { count: scopes.selected?.total ?? itemIds.length })}
                </Radio>
                <Radio value="all" className={styles['radio'] ?? ''}>
                  {text('recipe.all', { count: scopes.all?.total ?? 0 })}
                </Radio>
              </RadioGroup>
            )}
            <ul className={styles['kept']}>
              <li>
                <Lock size={14} aria-hidden />
                {text('recipe.nothingChanges')}
              </li>
              {(scope?.asIs ?? 0) === 0 ? null : (
                <li>
                  <Lock size={14} aria-hidden />
                  {text('recipe.sentAsIs', { count: scope?.asIs ?? 0 })}
                </li>
              )}
            </ul>
            <Button
              look="primary"
              size="large"
              className={styles['apply']}
              isDisabled={count === 0 || names?.problem != null}
              onPress={() => void apply()}
              aria-keyshortcuts="Control+Enter"
              data-recipe-apply
            >
              {text(isPlain ? 'recipe.takeAway' : 'recipe.apply', { count })}
              <kbd className={styles['key']} aria-hidden>
                {text('recipe.applyKey')}
              </kbd>
            </Button>
          </div>
        </aside>
      </div>
      {isSaving ? (
        <SaveRecipe
          suggested={offer?.isSaved === true ? offer.name : ''}
          onSave={async (name) => {
            if (await choice.save(name)) setIsSaving(false);
          }}
          onClose={() => setIsSaving(false)}
        />
      ) : null}
    </>
  );
}

/** How many photos a recipe is for, and how many of them are sent as they are. */
function useScopes(
  batchId: number,
  itemIds: readonly number[] | null,
): { selected: Scope | null; all: Scope | null } {
  const scopeOf = async (ids: readonly number[] | null): Promise<Scope | null> => {
    const found = await ask(window.packshot.recipes.photos({ batchId, itemIds: ids && [...ids] }));
    return found && { total: found.total, asIs: found.asIs };
  };
  return {
    all: useAnswer(`${batchId}`, 0, () => scopeOf(null)),
    selected: useAnswer(itemIds && `${batchId}/${itemIds.join()}`, 0, () => scopeOf(itemIds)),
  };
}

/** Pause in typing before names are made anew, milliseconds. */
const restMs = 120;

function useNames(
  batchId: number,
  itemId: number | null,
  recipe: PhotoRecipe,
): Response<'recipes.examples'> | null {
  const key = itemId === null ? null : JSON.stringify([batchId, itemId, recipe]);
  const names = useRestedAnswer(key, restMs, async () =>
    itemId === null ? null : await askQuietly(window.packshot.recipes.examples({ batchId, itemId, recipe })),
  );
  return names?.answer ?? null;
}

function factWords({ width, height, type, bytes, profile }: DrawnRecipe['before']): string {
  return text('recipe.facts', { width, height, type, size: formatBytes(bytes), profile: profile || 'sRGB' });
}

function nameWords(example: RecipeExample | undefined): string {
  return example === undefined ? '' : `${example.stem}-${example.mark}.${example.extension}`;
}
