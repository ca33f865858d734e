import type { Stripe } from "stripe";
import type { Known } from "./stripe-objects.ts";

type MethodType = Known<Stripe.Checkout.SessionCreateParams.AllowedPaymentMethodType>;

/** "Delayed notification" methods: the Session is complete at once, its money comes days later or not at all. */
const delayed: readonly string[] = [
  "acss_debit",
  "au_becs_debit",
  "bacs_debit",
  "boleto",
  "konbini",
  "multibanco",
  "oxxo",
  "sepa_debit",
  "us_bank_account",
] satisfies readonly MethodType[];

/** Without a list Stripe offers what the dashboard says: here a card and a bank debit. */
const dynamic: readonly string[] = ["card", "sepa_debit"] satisfies readonly MethodType[];

export const offeredMethods = (allowed: readonly string[] | undefined): string[] => [...(allowed ?? dynamic)];

export const mayPayLater = (methods: readonly string[]): boolean =>
  methods.some((method) => delayed.includes(method));
