import type { Client } from './client';
import { eventually } from './eventually';

interface Task {
  readonly refundId: string;
  readonly intentId: string;
}

/** What a provider would not give back of a payment, once it has said so. */
export function deadRefundOf(client: Client, intentId: string): Promise<Task> {
  return eventually(async () => {
    const { body } = await client.get('/payments/refund-tasks', { state: 'dead' });
    const dead = (body.data as Task[]).find((task) => task.intentId === intentId);
    expect(dead).toBeDefined();
    return dead!;
  });
}
