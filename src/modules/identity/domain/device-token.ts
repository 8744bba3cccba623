/** A device's token as the device holds it; the store knows only the hash of the secret. */
export interface DeviceToken {
  readonly businessId: string;
  readonly deviceId: string;
  /** 32 random bytes in base64url. */
  readonly secret: string;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const PATTERN = new RegExp(`^(?<businessId>${UUID})\\.(?<deviceId>${UUID})\\.(?<secret>[\\w-]{43})$`);

export function formatDeviceToken({ businessId, deviceId, secret }: DeviceToken): string {
  return `${businessId}.${deviceId}.${secret}`;
}

export function parseDeviceToken(text: string): DeviceToken | null {
  const { businessId, deviceId, secret } = PATTERN.exec(text)?.groups ?? {};
  return businessId && deviceId && secret ? { businessId, deviceId, secret } : null;
}
