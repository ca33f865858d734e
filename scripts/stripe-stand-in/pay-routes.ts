import { type Context, Hono } from "hono";
import type { Books } from "./books.ts";
import type { Courier } from "./courier.ts";
import { pageHeaders } from "./page.ts";
import { endedPage, endOf, payPage } from "./pay-page.ts";
import { mayPayLater } from "./payment-methods.ts";
import { type PaymentResult, paySession } from "./payments.ts";
import { findSession, isUnderWay } from "./sessions.ts";
import type { Session } from "./stripe-objects.ts";
import { findCard, type TestCard } from "./test-cards.ts";

const usualCard = "4242424242424242";
const declinedCard = "4000000000000002";

/** A browser asks for HTML by name; a terminal gets a line of text. */
const wantsPage = (c: Context): boolean => (c.req.header("accept") ?? "").includes("text/html");

/** Where a fan pays. It works without a script, and one POST with nothing in it pays. */
export const createPayRoutes = (books: Books, courier: Courier): Hono => {
  const pay = new Hono();
  pay.use(pageHeaders);

  const ended = (c: Context, session: Session) => {
    const { title, text } = endOf(session);
    const status = session.status === "expired" ? 410 : 409;
    return wantsPage(c) ? c.html(endedPage(session), status) : c.text(`${title}. ${text}\n`, status);
  };
  const unknown = (c: Context) => c.text("There is no such Checkout Session.\n", 404);

  pay.get("/:id", (c) => {
    const record = findSession(books, c.req.param("id"));
    if (!record) return unknown(c);
    if (record.session.status !== "open" || isUnderWay(books, record.session))
      return c.html(endedPage(record.session));
    return c.html(payPage(record, books.origin));
  });

  const answer = async (c: Context, result: PaymentResult) => {
    switch (result.result) {
      case "paid":
      case "processing":
        await courier.attempted(result.session.id);
        return c.text("Paid.\n", 303, { location: result.session.success_url });
      case "declined": {
        const record = findSession(books, result.session.id);
        if (record && wantsPage(c)) return c.html(payPage(record, books.origin, result.message), 402);
        return c.text(`${result.message}\n`, 402);
      }
      case "under_way":
      case "already_complete":
      case "expired":
        return ended(c, result.session);
      case "not_found":
        return unknown(c);
    }
  };

  pay.post("/:id", async (c) => {
    const id = c.req.param("id");
    const form = await c.req.parseBody();
    const action = form.action ?? "pay";
    const record = findSession(books, id);
    if (!record) return unknown(c);
    if (action === "abandon" || action === "cancel") {
      const { cancel_url } = record.session;
      return cancel_url ? c.redirect(cancel_url, 303) : c.text("There is nowhere to go back to.\n", 400);
    }
    const later = action === "later";
    if (later && !mayPayLater(record.session.payment_method_types))
      return c.text("This Checkout Session allows no way to pay later.\n", 400);
    const number = action === "decline" ? declinedCard : String(form.card ?? usualCard);
    const card: TestCard | undefined = findCard(number);
    if (!card || (action !== "pay" && action !== "decline" && !later))
      return c.text("Only the test cards and the actions of the page are known here.\n", 400);
    return await answer(c, paySession(books, id, card, later ? "later" : "at_once"));
  });
  return pay;
};
