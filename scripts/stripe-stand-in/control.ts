import { Hono } from "hono";
import { z } from "zod";
import { ApiTrouble } from "./api-troubles.ts";
import type { Books } from "./books.ts";
import { backToPage, readInput } from "./control-input.ts";
import { controlPage } from "./control-page.ts";
import { controlPayments } from "./control-payments.ts";
import { controlWebhooks } from "./control-webhooks.ts";
import type { Courier } from "./courier.ts";
import { pageHeaders } from "./page.ts";
import type { Rules } from "./rules.ts";
import { StripeFault } from "./stripe-fault.ts";
import { Switches, usualSwitches } from "./switches.ts";
import type { WebhookRule } from "./webhook-rule.ts";

export interface Controlled {
  readonly books: Books;
  readonly courier: Courier;
  readonly troubles: Rules<ApiTrouble>;
  readonly webhookRules: Rules<WebhookRule>;
  switches: Switches;
}

const Advance = z.strictObject({ advanceSeconds: z.coerce.number() });

/** See stripe-stand-in.ts for what it offers. An empty body is an empty object. */
export const createControl = (controlled: Controlled): Hono => {
  const { books, courier, troubles, webhookRules } = controlled;
  const control = new Hono();
  control.onError((error, c) => {
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof SyntaxError) return c.json({ error: error.message }, 400);
    if (error instanceof StripeFault) return c.json({ error: error.error }, error.status);
    console.error(error);
    return c.json({ error: String(error) }, 500);
  });
  control.use(backToPage);

  control.get("/", pageHeaders, (c) => c.html(controlPage(controlled, c.req.query("fault"))));

  control.get("/api", (c) => c.json(troubles.list()));
  control.post("/api", async (c) => {
    troubles.add(await readInput(c, ApiTrouble));
    return c.json(troubles.list(), 201);
  });
  control.delete("/api", (c) => {
    troubles.clear(c.req.query("match"));
    return c.body(null, 204);
  });

  control.route("/webhooks", controlWebhooks(books, courier, webhookRules));
  control.route("/", controlPayments(books));

  control.get("/switches", (c) => c.json(controlled.switches));
  control.post("/switches", async (c) => {
    controlled.switches = await readInput(c, Switches);
    return c.json(controlled.switches);
  });

  control.get("/clock", (c) => c.json({ now: new Date(books.clock.now()).toISOString() }));
  control.post("/clock", async (c) => {
    const { advanceSeconds } = await readInput(c, Advance);
    books.clock.setAhead(books.clock.aheadMs + advanceSeconds * 1000);
    courier.sendDue();
    return c.json({ now: new Date(books.clock.now()).toISOString() });
  });

  control.post("/rules/clear", async (c) => {
    const { match } = await readInput(c, z.strictObject({ match: z.string().optional() }));
    troubles.clear(match);
    webhookRules.clear(match);
    return c.json({ cleared: true });
  });
  control.post("/reset", (c) => {
    troubles.clear();
    webhookRules.clear();
    controlled.switches = usualSwitches();
    books.clock.setAhead(0);
    return c.body(null, 204);
  });
  return control;
};
