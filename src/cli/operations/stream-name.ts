import type { BusinessSummary } from '../../modules/identity';

/** A stream as people know it: by the code of its outlet. */
export function streamName({ outlets }: BusinessSummary, streamId: string): string {
  return outlets.find(({ id }) => id === streamId)?.code ?? 'business';
}
