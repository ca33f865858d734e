import { answerExamples } from "../examples/answers.ts";
import { ids } from "../examples/ids.ts";

const messages = (...lines: readonly object[]): string =>
  ["```", ...lines.map((line) => JSON.stringify(line)), "```"].join("\n");

const [first, second] = ids.tickets;

/** In Markdown. */
export const liveDescription = `
**What comes.** First a snapshot of all seats, then changes. Over a WebSocket they are the binary frames that \`/events/{eventId}/availability\` describes; with \`Accept: text/event-stream\` they are the events \`snapshot\` and \`changes\`, with the same members as its JSON and with \`packed\` in base64.

**Gaps.** A \`changes\` leads from \`since\` to \`sequence\`. With n the last sequence that you have: pass it by when \`sequence\` ≤ n, take it when \`since\` ≤ n, and when \`since\` > n you have missed something and ask for a snapshot. A stream of events begins with a snapshot whenever it is opened again.

**What you may say** over a WebSocket, as JSON text. \`ref\` is yours, and comes back with the answer. \`want\` is the body of \`POST /booking/reserve\`: tickets, or a wish; the event may be left out. To hold and to release, open the socket with a fan's token or cookie.

${messages(
  { type: "snapshot" },
  { type: "hold", ref: 1, idempotencyKey: "3f6c2a", want: { ticketIds: [first, second] } },
  { type: "hold", ref: 2, want: { quantity: 2, category: "Stalls" } },
  { type: "release", ref: 3, holdId: ids.hold },
)}

**What you are answered**, as JSON text, while seats come as frames: \`held\` and \`released\` with the hold, \`refused\` with a code of the [problems](#problems), and \`error\` for what was no good message (\`message_invalid\`), no fan's (\`token_missing\`) or one too many (\`rate_limited\`). A hold in payment is refused as \`hold_in_payment\`: \`DELETE /booking/holds/{holdId}\` closes its payment page first.

${messages(
  { type: "held", ref: 1, hold: answerExamples.Hold },
  {
    type: "refused",
    ref: 2,
    refusal: { code: "not_enough_tickets", detail: "Only 1 is left of this kind." },
  },
  { type: "released", ref: 3, hold: { ...answerExamples.Hold, status: "released" } },
  { type: "error", code: "message_invalid", detail: "a message is JSON" },
)}`.trim();
