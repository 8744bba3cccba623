import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Device } from '../../../kernel/device';
import { CurrentDevice } from '../../../platform/auth/current-actor';
import { ForDevices } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { type SyncBatchInput, syncBatchSchema, type SyncedBatchView, syncedBatchSchema } from './sync-batch.schema';
import { SyncIntake } from './sync-intake';

@ApiTags('sync')
@Controller('sync/batches')
export class SyncBatchesController {
  constructor(private readonly intake: SyncIntake) {}

  @Post()
  @ForDevices()
  @Documents({
    summary: 'Takes what a till did while it was offline, each operation once and in its order',
    response: syncedBatchSchema,
    tokens: ['device'],
  })
  receive(
    @CurrentDevice() device: Device,
    @Body({ schema: syncBatchSchema }) { operations }: SyncBatchInput,
  ): Promise<SyncedBatchView> {
    return this.intake.receive(device, operations);
  }
}
