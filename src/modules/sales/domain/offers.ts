import type { LocalMoment } from '../../../kernel/local-moment';
import type { Occasion } from './cart';
import type { OfferTerms } from './offer-terms';
import type { SaleContext } from './sale-context';

export function holds(offer: OfferTerms, { outlet, customer }: SaleContext, occasion: Occasion): boolean {
  return (
    (offer.outletId === null || offer.outletId === outlet.id) &&
    (offer.orderType === null || offer.orderType === occasion.orderType) &&
    (offer.tierId === null || offer.tierId === customer?.tierId) &&
    holdsAt(offer, occasion.moment)
  );
}

/** What begins before midnight and ends after it belongs to the day on which it began. */
function holdsAt(offer: OfferTerms, { today, yesterday, time }: LocalMoment): boolean {
  const from = offer.fromTime ?? '00:00';
  const to = offer.toTime ?? '24:00';
  const pastMidnight = to <= from;
  const afterwards = pastMidnight && time < to;
  const within = pastMidnight ? afterwards || from <= time : from <= time && time < to;
  const { date, weekday } = afterwards ? yesterday : today;
  return (
    within &&
    (offer.weekdays & (1 << (weekday - 1))) !== 0 &&
    (offer.validFrom === null || offer.validFrom <= date) &&
    (offer.validTo === null || date <= offer.validTo)
  );
}
