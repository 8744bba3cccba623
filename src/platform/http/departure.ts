import { Injectable } from '@nestjs/common';

/** Whether this process is about to end. It goes on serving; whoever asks if it is ready is told to ask another. */
@Injectable()
export class Departure {
  private announced = false;

  get isAnnounced(): boolean {
    return this.announced;
  }

  announce(): void {
    this.announced = true;
  }
}
