import { z } from "zod";

/** How Stripe may be, at Stripe's own choice. */
export const Switches = z.strictObject({
  /** "In rare cases" a payment intent can be canceled while it is processing. */
  cancelableWhileProcessing: z.union([z.boolean(), z.stringbool()]).default(false),
});
export type Switches = z.output<typeof Switches>;

export const usualSwitches = (): Switches => ({ cancelableWhileProcessing: false });
