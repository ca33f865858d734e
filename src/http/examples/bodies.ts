import { ids } from "./ids.ts";
import { seatMapBody, seatMapChanges } from "./seat-maps.ts";

export interface BodyExample {
  readonly summary: string;
  readonly value: object;
}

const venue = {
  name: "Harbour Hall",
  address: "Am Kai 3",
  city: "Hamburg",
  region: "Hamburg",
  postalCode: "20457",
  country: "DE",
  latitude: 53.5413,
  longitude: 9.9841,
  timeZone: "Europe/Berlin",
};

const performer = {
  name: "Mira Lindqvist",
  description: "Baritone, and at home in the Lied.",
  imageUrl: "https://images.example.com/mira-lindqvist.jpg",
};

const event = {
  name: "Winterreise",
  type: "classical",
  description: "Schubert's songs of a winter's journey, without an interval.",
  seatMapId: ids.seatMap,
  performerIds: [ids.performer],
  startsAt: "2027-03-01T19:00:00Z",
  doorsAt: "2027-03-01T18:00:00Z",
  saleStartsAt: null,
  currency: "eur",
  prices: [
    { category: "Stalls", priceMinor: 4800 },
    { category: "Standing", priceMinor: 2500 },
  ],
  ticketFeeMinor: 150,
  orderFeeMinor: 200,
  feesRefundable: false,
  refundHoursBefore: 48,
  delayedPaymentHours: 0,
  offerEquivalentSeats: true,
};

/** By the name of the body's schema; the first is the one to try. */
export const bodyExamples: Readonly<Record<string, Readonly<Record<string, BodyExample>>>> = {
  HoldRequest: {
    wish: {
      summary: "The best seats of a category that are to be had",
      value: { eventId: ids.event, quantity: 2, category: "Stalls" },
    },
    seats: { summary: "The seats that the fan chose", value: { ticketIds: ids.tickets } },
    generalAdmission: {
      summary: "Places in a general-admission area",
      value: { eventId: ids.event, quantity: 3, section: "Floor" },
    },
    seat: { summary: "One seat", value: { ticketId: ids.tickets[0] } },
  },
  ConfirmRequest: {
    pay: {
      summary: "Make the order of a hold",
      value: { holdId: ids.hold, email: "fan@example.com", returnUrl: "https://example.com/thanks" },
    },
  },
  ReturnRequest: {
    one: {
      summary: "Give one ticket back",
      value: { ticketIds: [ids.tickets[1]], note: "My friend is ill." },
    },
    all: { summary: "Give the whole order back", value: {} },
  },
  OfferAnswer: {
    take: { summary: "Take the other seats", value: { accept: true } },
    leave: { summary: "The money back", value: { accept: false } },
  },
  RefundRequest: {
    one: {
      summary: "One ticket, with its fee; the seat stays out of the sale",
      value: { ticketIds: [ids.tickets[1]], seats: "blocked", withFees: true, note: "A broken seat." },
    },
    all: { summary: "The whole order", value: {} },
  },
  SweepRequest: {
    all: { summary: "Everything", value: {} },
    one: {
      summary: "One event, and what Stripe says of a week",
      value: { eventIds: [ids.event], lookBackHours: 168 },
    },
  },
  CancelRequest: { cancel: { summary: "Cancel it", value: { reason: "The singer is ill." } } },
  VenueBody: { venue: { summary: "A venue", value: venue } },
  VenueChanges: { name: { summary: "Another name", value: { name: "Harbour Hall, Hamburg" } } },
  PerformerBody: { performer: { summary: "A performer", value: performer } },
  PerformerChanges: { image: { summary: "No image any more", value: { imageUrl: null } } },
  SeatMapBody: seatMapBody,
  SeatMapChanges: seatMapChanges,
  EventBody: { event: { summary: "An event", value: event } },
  EventChanges: {
    name: { summary: "Another name", value: { name: "Winterreise, op. 89" } },
    sale: {
      summary: "Other prices, and an end of the sale",
      value: {
        prices: [
          { category: "Stalls", priceMinor: 4200 },
          { category: "Standing", priceMinor: 2000 },
        ],
        saleEndsAt: "2027-03-01T18:30:00Z",
      },
    },
    refunds: {
      summary: "No fee an order, and nothing given back",
      value: { orderFeeMinor: 0, refundHoursBefore: null },
    },
    seatMap: {
      summary: "Go over to the edited seat map",
      value: { seatMapHash: ids.seatMapHash },
    },
  },
  Reschedule: {
    later: {
      summary: "Two weeks later, doors and all, and ten days to think it over",
      value: { startsAt: "2027-03-15T19:00:00Z", refundUntil: "2027-02-20T22:59:59Z" },
    },
    other: {
      summary: "At other hours",
      value: {
        startsAt: "2027-03-15T18:00:00Z",
        doorsAt: "2027-03-15T17:30:00Z",
        endsAt: null,
        saleEndsAt: null,
        refundUntil: "2027-02-20T22:59:59Z",
      },
    },
  },
  SeatSelection: {
    tickets: { summary: "By their tickets", value: { ticketIds: ids.tickets } },
    seats: {
      summary: "By the `seat_guid` that the seat map has",
      value: { seatGuids: ["stalls-A-1", "stalls-A-2"] },
    },
  },
};

export const shownVenue = { id: ids.venue, ...venue };
export const shownPerformer = { id: ids.performer, ...performer };
export const shownEvent = event;
