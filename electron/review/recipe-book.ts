import { recipeKey } from '../../shared/recipe-key.ts';
import { recipeSchema, type PhotoRecipe, type RecipeUse, type SavedRecipe } from '../../shared/recipe.ts';
import type { Database } from '../storage/database.ts';

/** Used recipes that are remembered for a store: so many versions of a photo are told apart. */
const maxUsed = 50;

/** The recipes of each store: saved ones, and those that photos were given. The only user of their tables. */
export class RecipeBook {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #known = new Map<string, readonly PhotoRecipe[]>();

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** By name. */
  saved(storeId: string): SavedRecipe[] {
    return this.#db
      .all('SELECT name, recipe FROM saved_recipes WHERE store_id = ? ORDER BY name', storeId)
      .flatMap((row) => {
        const recipe = readRecipe(row['recipe']);
        return recipe === null ? [] : [{ name: String(row['name']), recipe }];
      });
  }

  /** In place of one of the same name. */
  save(storeId: string, { name, recipe }: SavedRecipe): void {
    this.#db.run(
      `INSERT INTO saved_recipes (store_id, name, recipe) VALUES (?, ?, ?)
         ON CONFLICT (store_id, name) DO UPDATE SET recipe = excluded.recipe`,
      storeId,
      name,
      JSON.stringify(recipe),
    );
  }

  /** The one that every upload of a store is prepared by; null for none. */
  standard(storeId: string): SavedRecipe | null {
    const row = this.#db.get(
      'SELECT name, recipe FROM saved_recipes WHERE store_id = ? AND is_standard = 1',
      storeId,
    );
    const recipe = row === undefined ? null : readRecipe(row['recipe']);
    return recipe === null ? null : { name: String(row?.['name']), recipe };
  }

  /** Null: no recipe is the standard one. */
  setStandard(storeId: string, name: string | null): void {
    this.#db.run('UPDATE saved_recipes SET is_standard = (name IS ?2) WHERE store_id = ?1', storeId, name);
  }

  remove(storeId: string, name: string): void {
    this.#db.run('DELETE FROM saved_recipes WHERE store_id = ? AND name = ?', storeId, name);
  }

  /** Photos were given a recipe, so that images of it may be in the store. */
  recordUse(storeId: string, use: RecipeUse, recipe: PhotoRecipe): void {
    const key = recipeKey(recipe);
    if (key === '') return;
    this.#db.transaction(() => {
      this.#db.run(
        `INSERT INTO used_recipes (store_id, key, recipe, used_for, used_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (store_id, key, used_for) DO UPDATE SET used_at = excluded.used_at`,
        storeId,
        key,
        JSON.stringify(recipe),
        use,
        this.#now(),
      );
      this.#db.run(
        `DELETE FROM used_recipes WHERE store_id = ?1 AND key NOT IN
           (SELECT key FROM used_recipes WHERE store_id = ?1 GROUP BY key ORDER BY max(used_at) DESC, key LIMIT ?2)`,
        storeId,
        maxUsed,
      );
    });
    this.#known.delete(storeId);
  }

  /** Recipes that images of the store may be of, latest first. */
  known(storeId: string): readonly PhotoRecipe[] {
    const known =
      this.#known.get(storeId) ??
      this.#db
        .all(
          'SELECT recipe FROM used_recipes WHERE store_id = ? GROUP BY key ORDER BY max(used_at) DESC, key',
          storeId,
        )
        .flatMap((row) => readRecipe(row['recipe']) ?? []);
    this.#known.set(storeId, known);
    return known;
  }

  /** The one that photos were given last; null if none were. */
  lastUsed(storeId: string, use: RecipeUse): PhotoRecipe | null {
    const row = this.#db.get(
      'SELECT recipe FROM used_recipes WHERE store_id = ? AND used_for = ? ORDER BY used_at DESC LIMIT 1',
      storeId,
      use,
    );
    return row === undefined ? null : readRecipe(row['recipe']);
  }
}

/** Null for one that this version does not know. */
function readRecipe(stored: unknown): PhotoRecipe | null {
  return recipeSchema.safeParse(JSON.parse(String(stored))).data ?? null;
}
