import { Injectable } from '@nestjs/common';
import { merge, type Observable, Subject } from 'rxjs';

/** "The streams of this business have grown." It carries no event: the log is the only place to read one from. */
export interface StreamsAdvanced {
  readonly businessId: string;
  /** What was appended; whoever follows other types is left in peace. */
  readonly types: readonly string[];
}

/** Where the relay and the socket tails learn that there is something to read. Losing one costs time only. */
@Injectable()
export class EventBus {
  private readonly committed = new Subject<StreamsAdvanced>();
  private readonly heard = new Subject<StreamsAdvanced>();

  /** What this process has committed. */
  readonly committed$: Observable<StreamsAdvanced> = this.committed.asObservable();

  /** And what it was told that others have. */
  readonly advanced$: Observable<StreamsAdvanced> = merge(this.committed, this.heard);

  announce(advanced: StreamsAdvanced): void {
    this.committed.next(advanced);
  }

  hear(advanced: StreamsAdvanced): void {
    this.heard.next(advanced);
  }
}
