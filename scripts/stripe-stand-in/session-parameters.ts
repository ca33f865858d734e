import { z } from "zod";
import { Metadata, Switch, WholeNumber } from "./parameters.ts";

const Url = z.url({ protocol: /^https?$/ });

const Line = z.strictObject({
  quantity: WholeNumber.pipe(z.int().min(1)),
  price_data: z.strictObject({
    currency: z.string(),
    unit_amount: WholeNumber.pipe(z.int().min(0)),
    product_data: z.strictObject({
      name: z.string().min(1),
      description: z.string().min(1).optional(),
      images: z.array(Url).max(8).optional(),
      metadata: Metadata.optional(),
    }),
  }),
});

/**
 * What this stand-in takes of POST /v1/checkout/sessions (API version 2026-10-28.endive): one-time payments on the hosted page.
 * A parameter that it does not know is refused, so that nothing is believed to work which was never looked at.
 */
export const SessionParameters = z.strictObject({
  mode: z.literal("payment"),
  ui_mode: z.literal("hosted_page").optional(),
  line_items: z.array(Line).min(1).max(100),
  success_url: Url,
  cancel_url: Url.optional(),
  expires_at: WholeNumber.optional(),
  client_reference_id: z.string().min(1).max(200).optional(),
  customer_email: z.email().max(800).optional(),
  metadata: Metadata.default({}),
  payment_intent_data: z
    .strictObject({
      metadata: Metadata.default({}),
      description: z.string().optional(),
      receipt_email: z.email().optional(),
      statement_descriptor_suffix: z.string().max(22).optional(),
    })
    .default({ metadata: {} }),
  allowed_payment_method_types: z.array(z.string()).min(1).optional(),
  adaptive_pricing: z.strictObject({ enabled: Switch.optional() }).optional(),
  locale: z.string().optional(),
  submit_type: z.enum(["auto", "pay", "book", "donate"]).optional(),
  expand: z.array(z.string()).optional(),
});
export type SessionParameters = z.output<typeof SessionParameters>;
