import { Body, Controller, Get, Header, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor, CurrentSession } from '../../../platform/auth/current-actor';
import { Public, Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { SessionUserQuery } from '../queries/session-user.query';
import { LogInUseCase } from '../use-cases/log-in.use-case';
import { LogOutUseCase } from '../use-cases/log-out.use-case';
import { RefreshSessionUseCase } from '../use-cases/refresh-session.use-case';
import {
  type LogInInput,
  logInSchema,
  logOutSchema,
  type RefreshInput,
  refreshSchema,
  sessionUserSchema,
  signedInSchema,
} from './session.schema';

@ApiTags('identity')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly logInUseCase: LogInUseCase,
    private readonly refreshSession: RefreshSessionUseCase,
    private readonly logOutUseCase: LogOutUseCase,
    private readonly sessionUsers: SessionUserQuery,
  ) {}

  @Post('login')
  @Public()
  @Header('Cache-Control', 'no-store')
  @Documents({
    summary: 'Logs an employee in by e-mail and password',
    response: signedInSchema,
    refuses: [401, 403, 409],
    isPublic: true,
  })
  logIn(@Body({ schema: logInSchema }) body: LogInInput, @Ip() address: string) {
    return this.logInUseCase.execute({ ...body, address });
  }

  @Post('refresh')
  @Public()
  @Header('Cache-Control', 'no-store')
  @Documents({
    summary: 'Exchanges a refresh token for the next pair; role and outlets are read anew',
    response: signedInSchema,
    refuses: [401],
    isPublic: true,
  })
  refresh(@Body({ schema: refreshSchema }) body: RefreshInput) {
    return this.refreshSession.execute(body);
  }

  @Post('logout')
  @Requires('session.own')
  @Documents({ summary: 'Ends the session of the access token', status: 204 })
  async logOut(
    @CurrentActor() actor: Actor,
    @CurrentSession() sessionId: string,
    @Body({ schema: logOutSchema }) _body: unknown,
  ): Promise<void> {
    await this.logOutUseCase.execute(actor, { sessionId });
  }

  @Get('me')
  @Requires('session.own')
  @Documents({ summary: 'Shows who is logged in', response: sessionUserSchema })
  me(@CurrentActor() actor: Actor) {
    return this.sessionUsers.of(actor);
  }
}
