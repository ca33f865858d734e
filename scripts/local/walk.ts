import { z } from "zod";

const SearchAnswer = z.object({ events: z.array(z.object({ id: z.string(), name: z.string() })) });
const EventAnswer = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  sale: z.object({ startsAt: z.iso.datetime().nullable(), endsAt: z.iso.datetime().nullable() }),
  priceCategories: z.array(
    z.object({ name: z.string(), priceMinor: z.int(), available: z.int().nullable() }),
  ),
});
type EventAnswer = z.infer<typeof EventAnswer>;

const answerOf = async <Schema extends z.ZodType>(url: string, schema: Schema): Promise<z.output<Schema>> => {
  const response = await fetch(url);
  return schema.parse(await response.json());
};

/** For money, and still enough of it; a name that a shell takes as it stands. */
const isForSale = ({ name, priceMinor, available }: EventAnswer["priceCategories"][number]): boolean =>
  priceMinor > 0 && (available ?? 0) > 10 && /^[\w -]+$/.test(name);

const canBeBought = ({ status, sale, priceCategories }: EventAnswer): boolean => {
  const now = new Date().toISOString();
  return (
    status === "published" &&
    (sale.startsAt === null || sale.startsAt <= now) &&
    (sale.endsAt === null || sale.endsAt > now) &&
    priceCategories.some(isForSale)
  );
};

/** An event of the catalogue whose tickets are on sale and cost something; a theatre's if there is one. */
export const findEvent = async (origin: string): Promise<EventAnswer | undefined> => {
  for (const query of ["type=theatre&limit=20", "limit=100"]) {
    const { events } = await answerOf(`${origin}/search?${query}`, SearchAnswer);
    for (const { id } of events) {
      const event = await answerOf(`${origin}/events/${id}`, EventAnswer);
      if (canBeBought(event)) return event;
    }
  }
  return undefined;
};

/** A word that finds it, safe in a URL and in a shell. */
const termOf = (name: string): string =>
  name.split(/[^A-Za-z0-9]+/).toSorted((a, b) => b.length - a.length)[0] ?? "";

/** The whole way of a fan, to be pasted into a POSIX shell that has curl and node. */
export const bookingWalk = async ({ origin }: { readonly origin: string }): Promise<string> => {
  const event = await findEvent(origin);
  if (!event) return "No event is on sale, so there is no booking to walk through.\n";
  const category = event.priceCategories.find(isForSale)?.name ?? "";
  return `A whole booking, to paste into another terminal (${event.name}):

API=${origin}
EVENT=${event.id}
field() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }
as_fan() { curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' "$@"; }

# find it, look at it, see which seats are free
curl -s "$API/search?term=${termOf(event.name)}" | field '.events.map(({ id, name }) => id + " " + name).join("\\n")'
curl -s "$API/events/$EVENT" | field '.priceCategories'
curl -s "$API/events/$EVENT/availability" | field '.availableByCategory'
curl -s "$API/events/$EVENT/tickets?status=available&limit=3" | field '.tickets'

# become a guest, hold the two best seats of a category, confirm
TOKEN=$(curl -s -X POST "$API/session" | field .token)
HOLD=$(as_fan -H "Idempotency-Key: $(node -p 'crypto.randomUUID()')" "$API/booking/reserve" -d "{\\"eventId\\":\\"$EVENT\\",\\"quantity\\":2,\\"category\\":\\"${category}\\"}" | field .id)
ORDER=$(as_fan -X PUT "$API/booking/confirm" -d "{\\"holdId\\":\\"$HOLD\\",\\"email\\":\\"fan@example.com\\",\\"returnUrl\\":\\"$API/docs\\"}")
ORDER_ID=$(printf '%s' "$ORDER" | field .id)
PAY=$(printf '%s' "$ORDER" | field .checkoutUrl)

# pay at the stand-in, which calls the webhook; then the order is confirmed and the seats are sold
curl -s -o /dev/null -X POST "$PAY" -d card=4242424242424242
for i in 1 2 3 4 5 6 7 8 9 10; do
  STATUS=$(as_fan "$API/booking/orders/$ORDER_ID" | field .status); [ "$STATUS" = confirmed ] && break; sleep 1
done
echo "order $ORDER_ID is $STATUS"
as_fan "$API/booking/orders/$ORDER_ID"; echo
`;
};
