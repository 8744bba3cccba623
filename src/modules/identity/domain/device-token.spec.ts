import { formatDeviceToken, parseDeviceToken } from './device-token';

const token = {
  businessId: '019aa000-0000-7000-8000-000000000001',
  deviceId: '019aa000-0000-7000-8000-000000000002',
  secret: 'a'.repeat(43),
};

describe('A device token', () => {
  it('is read as it was written', () => {
    expect(parseDeviceToken(formatDeviceToken(token))).toEqual(token);
  });

  it.each([
    '',
    'kopi',
    formatDeviceToken({ ...token, secret: 'a'.repeat(42) }),
    formatDeviceToken({ ...token, deviceId: 'till' }),
    `${formatDeviceToken(token)}.`,
    ` ${formatDeviceToken(token)}`,
  ])('is none where it reads "%s"', (text) => {
    expect(parseDeviceToken(text)).toBeNull();
  });
});
