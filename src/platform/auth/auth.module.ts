import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { invariant } from '../../kernel/invariant';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { RequestLimits } from '../http/request-limits';
import { AccessTokens } from './access-tokens';
import { AuthGuard } from './auth.guard';
import { VisitorLimits } from './visitor-limits';

@Global()
@Module({
  providers: [
    RequestLimits,
    VisitorLimits,
    {
      provide: AccessTokens,
      inject: [ENVIRONMENT],
      useFactory: ({ JWT_SECRET }: Environment) => {
        invariant(JWT_SECRET, 'the launcher provides a secret where the environment has none');
        return new AccessTokens(JWT_SECRET);
      },
    },
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [VisitorLimits, AccessTokens],
})
export class AuthModule {}
