import { altsTexts } from './alts.ts';
import { batchesTexts } from './batches.ts';
import { commandLineTexts } from './command-line.ts';
import { commonTexts } from './common.ts';
import { commandsTexts } from './commands.ts';
import { connectTexts } from './connect.ts';
import { desktopTexts } from './desktop.ts';
import { dialogsTexts } from './dialogs.ts';
import { galleryTexts } from './gallery.ts';
import { hintTexts } from './hint.ts';
import { homeTexts } from './home.ts';
import { intakeTexts } from './intake.ts';
import { manualTexts } from './manual.ts';
import { matchingTexts } from './matching.ts';
import { noticesTexts } from './notices.ts';
import { outboxTexts } from './outbox.ts';
import { preparingTexts } from './preparing.ts';
import { productsTexts } from './products.ts';
import { recipeTexts } from './recipe.ts';
import { reportTexts } from './report.ts';
import { reviewTexts } from './review.ts';
import { settingsTexts } from './settings.ts';
import { updatesTexts } from './updates.ts';
import { viewerTexts } from './viewer.ts';
import { windowTexts } from './window.ts';

/** All texts of window and command line, from one file per area. */
export const texts = {
  ...commonTexts,
  ...altsTexts,
  ...commandsTexts,
  ...productsTexts,
  ...galleryTexts,
  ...viewerTexts,
  ...hintTexts,
  ...homeTexts,
  ...intakeTexts,
  ...batchesTexts,
  ...manualTexts,
  ...matchingTexts,
  ...preparingTexts,
  ...recipeTexts,
  ...reviewTexts,
  ...outboxTexts,
  ...noticesTexts,
  ...reportTexts,
  ...desktopTexts,
  ...dialogsTexts,
  ...connectTexts,
  ...settingsTexts,
  ...updatesTexts,
  ...commandLineTexts,
  ...windowTexts,
} as const satisfies Record<string, string>;

export type Texts = typeof texts;
export type TextKey = keyof Texts;
