import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { Invariants } from '../contracts/invariants';
import {
  type BrokenInvariantsView,
  brokenInvariantsSchema,
  type InvariantsFilterInput,
  invariantsFilterSchema,
} from './invariants.schema';

@ApiTags('operations')
@Controller('operations/invariants')
export class InvariantsController {
  constructor(private readonly invariants: Invariants) {}

  @Get()
  @Requires('operations.read')
  @Documents({ summary: 'Looks over the books of the business', response: brokenInvariantsSchema })
  async find(
    @CurrentActor() actor: Actor,
    @Query({ schema: invariantsFilterSchema }) filter: InvariantsFilterInput,
  ): Promise<BrokenInvariantsView> {
    const broken = await this.invariants.findBroken(actor.businessId, filter);
    return { sound: broken.length === 0, broken: broken.map((one) => ({ ...one, breaches: [...one.breaches] })) };
  }
}
