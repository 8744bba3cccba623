import { Injectable } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';

/** "The streams of this business have grown." It carries no event: the log is the only place to read one from. */
export interface StreamsAdvanced {
  readonly businessId: string;
  /** What was appended; whoever follows other types is left in peace. */
  readonly types: readonly string[];
}

/** Where the relay and the socket tails learn, within a process, that there is something to read. Losing one costs time only. */
@Injectable()
export class EventBus {
  private readonly subject = new Subject<StreamsAdvanced>();

  readonly advanced$: Observable<StreamsAdvanced> = this.subject.asObservable();

  announce(advanced: StreamsAdvanced): void {
    this.subject.next(advanced);
  }
}
