import { createServer } from "node:http";
import { atEnd } from "../harness/processes.ts";

/**
 * Answers to what opens a Checkout Session, in Stripe's words and nothing more: here only its calls are of interest. How payments
 * behave is the matter of the tests, which have a whole stand-in.
 */
export const startPaymentStandIn = async (port: number): Promise<string> => {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      const form = new URLSearchParams(body);
      const orderId = form.get("metadata[order_id]") ?? form.get("client_reference_id") ?? "";
      const session = {
        id: `cs_bench_${orderId}`,
        object: "checkout.session",
        status: "open",
        payment_status: "unpaid",
        url: `http://127.0.0.1:${port}/pay/${orderId}`,
        metadata: { order_id: orderId },
        amount_total: Number(form.get("line_items[0][price_data][unit_amount]") ?? 0),
        currency: form.get("line_items[0][price_data][currency]") ?? "eur",
        payment_intent: null,
      };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(session));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${port}`;
};
