import type { ReadTx } from '../database/tx';

/**
 * The number of the last event of a stream, in the snapshot of `tx`: whatever else the snapshot shows of the stream's
 * outlet was told by events up to here. Null when there is no such stream.
 */
export async function readStreamHead(tx: ReadTx, streamId: string): Promise<number | null> {
  const [stream] = await tx.prisma.$queryRaw<{ head: bigint }[]>`
    select s.head
      from outbox.streams s
     where s.business_id = ${tx.businessId}::uuid and s.stream_id = ${streamId}::uuid`;
  return stream ? Number(stream.head) : null;
}
