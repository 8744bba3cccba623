/**
 * What a listener throws when its target outside does not answer: not the events are at fault, so none of them is
 * parked. The listener pauses, and its position stays.
 */
export class TargetAway extends Error {
  override readonly name = 'TargetAway';
}
