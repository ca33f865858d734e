/** Stripe's own test cards (docs.stripe.com/testing), as far as they are known here. */
export interface TestCard {
  readonly number: string;
  readonly label: string;
  /** Why the bank says no. */
  readonly declined?: { readonly code: string; readonly declineCode: string; readonly message: string };
  /** Its refunds wait and then succeed, or seem to succeed and then fail. */
  readonly refunds?: "succeed_later" | "fail_later";
  /** It is paid, and a moment later the cardholder says that they never bought this. */
  readonly disputed?: true;
}

const declined = (code: string, declineCode: string, message: string) => ({ code, declineCode, message });

export const testCards: readonly TestCard[] = [
  { number: "4242424242424242", label: "Succeeds" },
  {
    number: "4000000000000002",
    label: "Declined",
    declined: declined("card_declined", "generic_decline", "Your card was declined."),
  },
  {
    number: "4000000000009995",
    label: "Insufficient funds",
    declined: declined("card_declined", "insufficient_funds", "Your card has insufficient funds."),
  },
  {
    number: "4000000000000069",
    label: "Expired card",
    declined: declined("expired_card", "expired_card", "Your card has expired."),
  },
  {
    number: "4000000000000127",
    label: "Wrong security code",
    declined: declined("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
  },
  { number: "4000000000007726", label: "Refund succeeds late", refunds: "succeed_later" },
  { number: "4000000000005126", label: "Refund fails late", refunds: "fail_later" },
  { number: "4000000000000259", label: "Disputed late", disputed: true },
];

export const findCard = (number: string): TestCard | undefined =>
  testCards.find((card) => card.number === number.replace(/[\s-]/g, ""));

export const paymentMethodOf = ({ number }: TestCard): string => `pm_card_${number}`;

export const cardOfPaymentMethod = (paymentMethod: string | null): TestCard | undefined =>
  testCards.find((card) => paymentMethodOf(card) === paymentMethod);
