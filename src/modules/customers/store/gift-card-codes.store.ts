import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { giftCardCode } from '../../../kernel/gift-card-code';
import { invariant } from '../../../kernel/invariant';
import { ENVIRONMENT } from '../../../platform/config/config.module';
import type { Environment } from '../../../platform/config/environment';

/**
 * The code of a card follows from its id and the server's secret: an answer that is repeated says it again, and neither
 * the card nor the stored answer holds it (ADR 0020).
 */
@Injectable()
export class GiftCardCodes {
  private readonly secret: string;

  constructor(@Inject(ENVIRONMENT) { JWT_SECRET }: Environment) {
    invariant(JWT_SECRET, 'the launcher provides a secret where the environment has none');
    this.secret = JWT_SECRET;
  }

  of(businessId: string, giftCardId: string): string {
    const text = `gift card ${businessId}.${giftCardId}`;
    return giftCardCode(createHmac('sha256', this.secret).update(text).digest());
  }
}
