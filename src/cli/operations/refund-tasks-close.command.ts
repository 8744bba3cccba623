import { Option, SubCommand } from 'nest-commander';
import { newId } from '../../kernel/ids';
import { CloseRefund, PAID_BACK_FROM, type PaidBackFrom } from '../../modules/payments';
import { A_REFUND_TASK, inItsBusiness } from './in-its-business';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';

interface CloseOptions extends OperatorOptions {
  readonly reason: string;
  readonly paidFrom: PaidBackFrom;
}

@SubCommand({
  name: 'close',
  arguments: '<refundId>',
  description: 'Ends what a provider would not give back, once the customer had it another way; the reason is kept',
})
export class RefundTasksCloseCommand extends OperatorCommand<CloseOptions> {
  protected async work({ desk, terminal, args, options }: OperatorTask<CloseOptions>): Promise<Verdict> {
    const { reason, paidFrom } = options;
    const { business, result } = await inItsBusiness(
      desk,
      { id: args[0]!, ...A_REFUND_TASK, only: options.business },
      (operator, refundId) => desk.get(CloseRefund).execute(operator, { refundId, paidFrom, reason }, newId()),
    );
    const booked = result.closed?.ledgerEntryId ? `, booked out of the ${paidFrom}` : '';
    terminal.show(business, result, `closed: ${result.amount} ${result.currency}${booked}`);
    return 'fine';
  }

  @Option({ flags: '--reason <text>', description: 'why; it stands in the audit', required: true })
  reason(text: string): string {
    if (text.trim() === '') throw new Error('--reason takes a reason.');
    return text.trim();
  }

  @Option({
    flags: '--paid-from <what>',
    description: `what the customer had it back out of: ${PAID_BACK_FROM.join(', ')}`,
    required: true,
  })
  paidFrom(what: string): PaidBackFrom {
    const paidFrom = PAID_BACK_FROM.find((one) => one === what);
    if (!paidFrom) throw new Error(`--paid-from takes one of ${PAID_BACK_FROM.join(', ')}.`);
    return paidFrom;
  }
}
