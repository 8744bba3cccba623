import { Injectable } from '@nestjs/common';
import { Admission } from '../../../platform/database/admission';

/**
 * Lets one batch of a device work at a time in this process. A second one would wait at each operation for the first; so
 * it waits once, and finds what has been done. Between processes the rows decide.
 */
@Injectable()
export class DeviceLine {
  private readonly admission = new Admission(1);

  stand<Result>(deviceId: string, work: () => Promise<Result>): Promise<Result> {
    return this.admission.run(deviceId, work);
  }
}
