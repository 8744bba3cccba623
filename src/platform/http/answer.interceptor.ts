import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Answer } from '../../kernel/answer';

/** Sends the body of an `Answer`, and says so when it had been given before. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<Answer<unknown>>): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map(({ body, replayed }) => {
        if (replayed) reply.header('Idempotency-Replayed', 'true');
        return body;
      }),
    );
  }
}
