import { ApiHeader } from '@nestjs/swagger';

/** The header that `ExpectedVersion` reads, in the API description. */
export const IfMatch = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag that the change was decided on; 412 when it is no longer the present one.',
  });
