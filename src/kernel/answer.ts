/** What a write answered, and whether the same had been asked and answered before. */
export interface Answer<Body> {
  readonly body: Body;
  readonly replayed: boolean;
}
