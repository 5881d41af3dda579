import { text } from '../../shared/messages/text.ts';
import { tell } from '../state/asking.ts';
import { useCurrentStore } from '../state/selectors.ts';
import { SettingRow } from './section.tsx';

/** The recipe that every upload of the store is prepared by. Nothing for a store without recipes. */
export function StandardRecipe() {
  const store = useCurrentStore();
  if (store === null || store.recipes.saved.length === 0) return null;
  const { id: storeId, name: of, recipes } = store;
  return (
    <SettingRow
      name={text('settings.standardRecipe', { store: of })}
      help={text('settings.standardRecipeHelp')}
    >
      <select
        aria-label={text('settings.standardRecipe', { store: of })}
        value={recipes.standard ?? ''}
        onChange={({ target: { value } }) =>
          tell(window.packshot.recipes.setStandard({ storeId, name: value === '' ? null : value }))
        }
      >
        <option value="">{text('recipe.none')}</option>
        {recipes.saved.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </SettingRow>
  );
}
