import { creditInvariants } from './credit-invariants';
import { giftCardInvariants } from './gift-card-invariants';
import type { Invariant } from './invariant';
import { ledgerInvariants } from './ledger-invariants';
import { listenerInvariants } from './listener-invariants';
import { logInvariants } from './log-invariants';
import { offerInvariants } from './offer-invariants';
import { peopleInvariants } from './people-invariants';
import { refundInvariants } from './refund-invariants';
import { saleInvariants } from './sale-invariants';
import { drawerInvariants } from './drawer-invariants';
import { offlineInvariants } from './offline-invariants';
import { shiftInvariants } from './shift-invariants';
import { stockInvariants } from './stock-invariants';
import { undoingInvariants } from './undoing-invariants';

/** What must hold at every moment, whatever died when. */
export const INVARIANTS: readonly Invariant[] = [
  ...saleInvariants,
  ...shiftInvariants,
  ...drawerInvariants,
  ...offlineInvariants,
  ...stockInvariants,
  ...ledgerInvariants,
  ...creditInvariants,
  ...offerInvariants,
  ...undoingInvariants,
  ...refundInvariants,
  ...giftCardInvariants,
  ...logInvariants,
  ...peopleInvariants,
  ...listenerInvariants,
];
