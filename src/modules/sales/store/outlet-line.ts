import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '../../../platform/config/config.module';
import type { Environment } from '../../../platform/config/environment';
import { Admission } from '../../../platform/database/admission';
import { Metrics } from '../../../platform/observability/metrics';

/** Where whoever sells at an outlet stands in line in this process, an exchange among the sales: all lock its one head. */
@Injectable()
export class OutletLine {
  private readonly admission: Admission;

  constructor(@Inject(ENVIRONMENT) environment: Environment, metrics: Metrics) {
    this.admission = new Admission(environment.SALES_PER_OUTLET_AT_ONCE);
    metrics.read(() => metrics.salesWaiting.set(this.admission.waiting));
  }

  stand<Result>(outletId: string, work: () => Promise<Result>): Promise<Result> {
    return this.admission.run(outletId, work);
  }
}
