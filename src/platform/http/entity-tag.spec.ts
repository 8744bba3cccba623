import { entityTag, readIfMatch } from './entity-tag';

describe('If-Match', () => {
  it('asks for the version that an answer gave', () => {
    expect(readIfMatch(entityTag(7))).toBe(7);
  });

  it.each([undefined, '*'])('asks for none: %s', (header) => {
    expect(readIfMatch(header)).toBeNull();
  });

  it.each(['7', 'W/"7"', '"7", "8"', '"seven"', ''])('is refused when it is no tag of ours: %s', (header) => {
    expect(() => readIfMatch(header)).toThrow(expect.objectContaining({ code: 'request.if-match-malformed' }));
  });
});
