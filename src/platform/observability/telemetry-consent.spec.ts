import type { DeliveryTerms, RelaySettings } from '../events/relay-settings';
import { TelemetryConsent } from './telemetry-consent';

describe('Whether a business is in histograms and traces', () => {
  let isAway: boolean;
  let wanted: boolean;
  let consent: TelemetryConsent;

  beforeEach(() => {
    [isAway, wanted] = [false, true];
    const settings: Pick<RelaySettings, 'for'> = {
      for: () =>
        isAway ? Promise.reject(new Error('away')) : Promise.resolve({ enableTelemetry: wanted } as DeliveryTerms),
    };
    consent = new TelemetryConsent(settings as RelaySettings);
  });

  it('is what it says', async () => {
    expect(await consent.isGivenBy('shop')).toBe(true);
    wanted = false;
    expect(await consent.isGivenBy('shop')).toBe(false);
  });

  it.each([true, false])('is what it said last (%s) while it cannot be asked', async (said) => {
    wanted = said;
    await consent.isGivenBy('shop');
    isAway = true;
    expect(await consent.isGivenBy('shop')).toBe(said);
  });

  it('is a no while it has never been asked', async () => {
    isAway = true;
    expect(await consent.isGivenBy('shop')).toBe(false);
  });
});
