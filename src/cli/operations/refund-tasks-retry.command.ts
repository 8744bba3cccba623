import { SubCommand } from 'nest-commander';
import { newId } from '../../kernel/ids';
import { RetryRefund } from '../../modules/payments';
import { A_REFUND_TASK, inItsBusiness } from './in-its-business';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';

@SubCommand({
  name: 'retry',
  arguments: '<refundId>',
  description: 'Has a provider asked again for money that it would not give back',
})
export class RefundTasksRetryCommand extends OperatorCommand {
  protected async work({ desk, terminal, args, options }: OperatorTask<OperatorOptions>): Promise<Verdict> {
    const { business, result } = await inItsBusiness(
      desk,
      { id: args[0]!, ...A_REFUND_TASK, only: options.business },
      (operator, refundId) => desk.get(RetryRefund).execute(operator, { refundId }, newId()),
    );
    terminal.show(business, result, `${result.provider} will be asked again for ${result.amount} ${result.currency}`);
    return 'fine';
  }
}
