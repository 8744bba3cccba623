import { DomainError } from '../../../kernel/domain-error';

/** The same whether there is no such event, every listener took it, or it is where the actor may not look. */
export const failureNotFound = (eventId: string) =>
  new DomainError('not-found', 'operations.failure-not-found', 'No listener failed to take such an event.', {
    eventId,
  });

export const failureSettled = (eventId: string, states: readonly string[]) =>
  new DomainError(
    'conflict',
    'operations.failure-settled',
    `The event is neither parked nor dead: ${states.join(', ')}.`,
    {
      eventId,
      states,
    },
  );

export const listenerUnknown = (listener: string) =>
  new DomainError('not-found', 'operations.listener-unknown', 'There is no such listener.', { listener });

export const positionUnknown = (fromSeq: number, head: number) =>
  new DomainError('invalid', 'operations.position-unknown', `The log ends with ${head}: there is no such event.`, {
    fromSeq,
    head,
  });
