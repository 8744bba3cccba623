import type { Actor } from '../../../kernel/actor';
import type { Permission } from '../../../kernel/permissions';
import type { Tx } from '../../../platform/database/tx';

/** The permissions that somebody who holds one may lend, once, to somebody who does not. */
export const APPROVABLE_ACTIONS = [
  'sale.override-price',
  'sale.discount',
  'sale.void',
  'sale.refund',
  'drawer.paid-in',
  'drawer.paid-out',
  'drawer.cash-drop',
  'drawer.no-sale',
] as const satisfies readonly Permission[];

export type ApprovableAction = (typeof APPROVABLE_ACTIONS)[number];

export interface ApprovalNeed {
  readonly action: ApprovableAction;
  /** What it is done to: the approval must have been given for it. */
  readonly subjectId: string;
  readonly approval: string | undefined;
}

/** For whoever writes a commit of its own in SQL there is `identity.take_approval`. */
export abstract class Approvals {
  /**
   * The employee who answers for it: the actor, where they hold the permission, or else the one who lent it, whose
   * approval is taken in this commit. Locks the approval, so it comes before any other lock of the commit. Throws
   * `auth.approval-required` and `identity.approval-invalid`.
   */
  abstract answerFor(tx: Tx, actor: Actor, need: ApprovalNeed): Promise<string>;
}
