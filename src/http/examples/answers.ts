import { shownEvent, shownPerformer, shownVenue } from "./bodies.ts";
import { ids } from "./ids.ts";
import { organizerSeatMap, seatMap } from "./seat-maps.ts";

const startsAt = "2027-03-01T19:00:00.000Z";
const createdAt = "2027-01-15T10:24:07.000Z";
const expiresAt = "2027-01-15T10:34:02.000Z";
const total = { amountMinor: 10_100, currency: "eur" };
const feesMinor = 500;

const seats = ids.tickets.map((ticketId, i) => ({
  ticketId,
  section: "Stalls",
  row: "C",
  label: String(11 + i),
  category: "Stalls",
  priceMinor: 4800,
}));

const order = {
  id: ids.order,
  eventId: ids.event,
  eventName: "Winterreise",
  email: "fan@example.com",
  total,
  feesMinor,
  createdAt,
};

const unpaid = {
  ...order,
  holdId: ids.hold,
  status: "awaiting_payment",
  endsBecause: null,
  tickets: seats.map((seat) => ({ ...seat, status: "pending" })),
  paidAt: null,
  expiresAt,
  checkoutUrl: "https://checkout.stripe.com/c/pay/cs_live_a1b2c3",
  bankAnswersUntil: null,
  refunds: [],
  offer: null,
  returnableUntil: null,
};

const refund = {
  id: ids.refund,
  status: "pending",
  amountMinor: 4800,
  feesMinor: 0,
  ticketIds: [ids.tickets[1]],
  reason: "tickets_returned",
  by: "fan",
  note: "My friend is ill.",
  createdAt: "2027-02-01T08:00:00.000Z",
  updatedAt: "2027-02-01T08:00:02.000Z",
};

const paid = {
  ...unpaid,
  status: "confirmed",
  tickets: seats.map((seat, i) => ({ ...seat, status: i === 0 ? "valid" : "void" })),
  paidAt: "2027-01-15T10:26:40.000Z",
  checkoutUrl: null,
  refunds: [refund],
  returnableUntil: "2027-02-27T19:00:00.000Z",
};

const { name, description, imageUrl } = shownPerformer;

const listedEvent = {
  id: ids.event,
  name: "Winterreise",
  type: "classical",
  status: "published",
  startsAt,
  startsAtLocal: "2027-03-01T20:00:00",
  endsAt: null,
  imageUrl: null,
  venue: {
    id: ids.venue,
    name: shownVenue.name,
    city: shownVenue.city,
    country: shownVenue.country,
    timeZone: shownVenue.timeZone,
  },
  performers: [{ id: ids.performer, name }],
  price: { lowestMinor: 2500, highestMinor: 4800, currency: "eur" },
};

const eventSummary = {
  id: ids.event,
  name: "Winterreise",
  type: "classical",
  startsAt,
  startsAtLocal: "2027-03-01T20:00:00",
  timeZone: "Europe/Berlin",
  imageUrl: null,
  venue: {
    id: ids.venue,
    name: shownVenue.name,
    city: "Hamburg",
    country: "DE",
    latitude: shownVenue.latitude,
    longitude: shownVenue.longitude,
  },
  performers: [name],
  price: { lowestMinor: 2500, highestMinor: 4800, currency: "eur" },
  availability: "available",
  distanceKm: null,
};

/** By the name of the answer's schema. */
export const answerExamples: Readonly<Record<string, object>> = {
  Session: {
    token: "eyJhbGciOiJIUzI1NiIsInR5cCI6ImZyb250cm93LWZhbitqd3QifQ.eyJzdWIiOiJmYW5fN2syIn0.c2lnbmF0dXJl",
    fanId: "fan_7k2m9q4x1v8pabcd",
    expiresAt: "2027-02-14T10:24:07.000Z",
  },
  Hold: {
    id: ids.hold,
    eventId: ids.event,
    status: "held",
    expiresAt,
    tickets: seats,
    total,
    feesMinor,
    orderId: null,
  },
  SearchRegion: {
    region: "weur",
    reached: true,
    documents: 18_240,
    lagMs: 0,
    lookedAt: "2027-02-14T10:24:07.000Z",
    isBuilding: false,
    bytes: 9_437_184,
  },
  Order: unpaid,
  Refund: refund,
  OrganizerOrder: {
    ...paid,
    fanId: "fan_7k2m9q4x1v8pabcd",
    flags: [],
    dispute: null,
    stripeSessionId: "cs_live_a1b2c3",
    stripePaymentIntentId: "pi_3QxYz2eZvKYlo2C0",
    inPostgres: true,
  },
  Sweep: {
    startedAt: "2027-01-15T10:40:00.000Z",
    windows: 1,
    events: 212,
    orders: 96,
    differences: [
      {
        kind: "report_missed",
        where: [ids.order, "pi_3QxYz2eZvKYlo2C0"],
        detail: "paid: was awaiting_payment, is paid",
        repaired: true,
      },
    ],
    done: true,
    stoppedBy: null,
    nextCursor: null,
  },
  Cancellation: {
    canceledAt: "2027-02-20T09:00:00.000Z",
    reason: "The singer is ill.",
    paid: 74,
    refunded: 61,
    refunding: 12,
    failed: 1,
    waiting: 0,
    closing: 0,
    done: false,
  },
  PastOrder: {
    ...order,
    refundedMinor: 0,
    venueName: shownVenue.name,
    startsAt,
    status: "confirmed",
    tickets: seats.map((seat) => ({ ...seat, status: "valid" })),
  },
  EventSummary: eventSummary,
  SearchResult: {
    events: [eventSummary],
    nextCursor: null,
    total: { count: 1, isExact: true },
    facets: {
      type: [{ value: "classical", count: 1 }],
      city: [{ value: "Hamburg, DE", count: 1 }],
      country: [{ value: "DE", count: 1 }],
      month: [{ value: "2027-03", count: 1 }],
      price: [{ value: "eur:2000..4999", count: 1 }],
      availability: [{ value: "available", count: 1 }],
    },
    corrections: [{ from: "wintereise", to: "winterreise" }],
    around: null,
  },
  SuggestionList: {
    suggestions: [
      { kind: "event", text: "Winterreise", id: ids.event },
      { kind: "city", text: "Winterthur", id: null },
    ],
  },
  Event: {
    id: ids.event,
    name: "Winterreise",
    type: "classical",
    status: "published",
    description: shownEvent.description,
    imageUrl: null,
    startsAt,
    startsAtLocal: "2027-03-01T20:00:00",
    endsAt: null,
    doorsAt: "2027-03-01T18:00:00.000Z",
    sale: {
      startsAt: null,
      endsAt: null,
      holdSeconds: 600,
      maxTicketsPerOrder: 8,
      currency: "eur",
      fees: { ticketMinor: 150, orderMinor: 200, refundable: false },
      refunds: { hoursBefore: 48, until: "2027-02-27T19:00:00.000Z", windowEndsAt: null },
      delayedPayment: false,
    },
    venue: shownVenue,
    performers: [{ id: ids.performer, name, description, imageUrl }],
    priceCategories: [
      { name: "Stalls", color: "#2f6fb3", priceMinor: 4800, available: 143 },
      { name: "Standing", color: "#e08a1e", priceMinor: 2500, available: 87 },
    ],
    seatMapHash: ids.seatMapHash,
    links: {
      seatMap: `/seat-maps/${ids.seatMapHash}`,
      availability: `/events/${ids.event}/availability`,
      tickets: `/events/${ids.event}/tickets`,
      live: `/events/${ids.event}/live`,
      calendar: `/events/${ids.event}.ics`,
    },
  },
  ListedEvent: listedEvent,
  VenueView: {
    ...shownVenue,
    events: [listedEvent],
    nextCursor: null,
    links: { calendar: `/feeds/venues/${ids.venue}.ics` },
  },
  PerformerView: {
    id: ids.performer,
    name,
    description,
    imageUrl,
    events: [listedEvent],
    nextCursor: null,
    links: { calendar: `/feeds/performers/${ids.performer}.ics` },
  },
  Ticket: { ...seats[0], accessible: false, status: "available" },
  TicketList: {
    sequence: 4182,
    currency: "eur",
    tickets: seats.map((seat) => ({ ...seat, accessible: false, status: "available" })),
    nextCursor: "89",
  },
  AvailabilitySnapshot: {
    kind: "snapshot",
    sequence: 4182,
    seatMapHash: ids.seatMapHash,
    seatCount: 8,
    packed: "BQg=",
    availableByCategory: [2, 3],
  },
  AvailabilityChanges: {
    kind: "changes",
    since: 4182,
    sequence: 4184,
    changes: [{ ticketId: ids.tickets[0], seatNo: 87, status: "held" }],
  },
  SeatMap: seatMap,
  OrganizerVenue: shownVenue,
  OrganizerPerformer: shownPerformer,
  OrganizerSeatMap: organizerSeatMap,
  OrganizerEvent: {
    id: ids.event,
    status: "published",
    ...shownEvent,
    imageUrl: null,
    venueId: ids.venue,
    seatMapHash: ids.seatMapHash,
    startsAt,
    endsAt: null,
    doorsAt: "2027-03-01T18:00:00.000Z",
    saleEndsAt: null,
    holdSeconds: 600,
    maxTicketsPerOrder: 8,
    preventSingleSeats: true,
    refundWindowEndsAt: null,
    publishedAt: "2027-01-10T09:00:00.000Z",
    canceledAt: null,
    cancelReason: "",
  },
  EventStats: {
    seats: { available: 230, held: 12, sold: 74, blocked: 4 },
    currency: "eur",
    sales: [
      { category: "Stalls", tickets: 53, revenueMinor: 254_400 },
      { category: "Standing", tickets: 21, revenueMinor: 52_500 },
    ],
  },
  WebhookReceipt: { outcome: "settled", orderId: ids.order, status: "confirmed" },
  Problem: {
    type: "/docs#tickets_unavailable",
    title: "Some of these tickets are taken",
    status: 409,
    code: "tickets_unavailable",
    detail: "1 of 2 tickets can not be had.",
    tickets: [{ ticketId: ids.tickets[0], status: "held" }],
  },
};
