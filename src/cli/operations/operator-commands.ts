import { GiftCardsExpireCommand } from './gift-cards-expire.command';
import { GiftCardsCommand } from './gift-cards.command';
import { InvariantsCommand } from './invariants.command';
import { OutboxDiscardCommand } from './outbox-discard.command';
import { OutboxListCommand } from './outbox-list.command';
import { OutboxReplayCommand } from './outbox-replay.command';
import { OutboxRetryAllCommand } from './outbox-retry-all.command';
import { OutboxRetryCommand } from './outbox-retry.command';
import { OutboxStatsCommand } from './outbox-stats.command';
import { OutboxVerifyCommand } from './outbox-verify.command';
import { OutboxCommand } from './outbox.command';
import { RefundTasksCloseCommand } from './refund-tasks-close.command';
import { RefundTasksListCommand } from './refund-tasks-list.command';
import { RefundTasksRetryCommand } from './refund-tasks-retry.command';
import { RefundTasksCommand } from './refund-tasks.command';
import { TenantConfigSetCommand } from './tenant-config-set.command';
import { TenantConfigShowCommand } from './tenant-config-show.command';
import { TenantConfigCommand } from './tenant-config.command';

/** The commands of whoever runs the platform. */
export const OPERATOR_COMMANDS = [
  GiftCardsCommand,
  GiftCardsExpireCommand,
  InvariantsCommand,
  OutboxCommand,
  OutboxDiscardCommand,
  OutboxListCommand,
  OutboxReplayCommand,
  OutboxRetryAllCommand,
  OutboxRetryCommand,
  OutboxStatsCommand,
  OutboxVerifyCommand,
  RefundTasksCloseCommand,
  RefundTasksCommand,
  RefundTasksListCommand,
  RefundTasksRetryCommand,
  TenantConfigCommand,
  TenantConfigSetCommand,
  TenantConfigShowCommand,
];
