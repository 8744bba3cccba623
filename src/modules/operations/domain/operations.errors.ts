import { DomainError } from '../../../kernel/domain-error';

/** `health` is `error` or `shutting_down`, `down` what does not answer; why is for the log. */
export const notReady = (health: string, down: readonly string[]) =>
  new DomainError('unavailable', 'operations.not-ready', 'The server cannot serve now.', { health, down }, 1);
