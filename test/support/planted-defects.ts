import { inTheBooks } from './planted-defects/books';
import { inCredits } from './planted-defects/credits';
import { inDrawers } from './planted-defects/drawers';
import { onGiftCards } from './planted-defects/gift-cards';
import { afterTheSale, atTheDoor } from './planted-defects/listeners';
import { inTheLog } from './planted-defects/log';
import { inOffers } from './planted-defects/offers';
import type { PlantedDefect } from './planted-defects/planted-defect';
import { ofOfflineTills } from './planted-defects/offline-tills';
import { inSales, inShifts } from './planted-defects/sales';
import { onShelves } from './planted-defects/shelves';
import { inRefunds } from './planted-defects/refunds';
import { inUndoings } from './planted-defects/undoings';

export const plantedDefects: readonly PlantedDefect[] = [
  ...inSales,
  ...inShifts,
  ...inDrawers,
  ...ofOfflineTills,
  ...onShelves,
  ...inTheBooks,
  ...inCredits,
  ...inOffers,
  ...inUndoings,
  ...inRefunds,
  ...onGiftCards,
  ...inTheLog,
  ...afterTheSale,
  ...atTheDoor,
];
