import type { BoxOfficeSetup } from "../../../src/domain/box-office/setup.ts";
import type { EventId } from "../../../src/domain/ids.ts";
import type { BoxOffice } from "../../../src/index.ts";
import type { EmptyBoxOffice } from "./empty-box-office.ts";
import type { BoxOffice as MeteredBoxOffice } from "./metered-worker.ts";
import { holdMany, prepareOrders } from "./prepared-orders.ts";

export { EmptyBoxOffice } from "./empty-box-office.ts";

interface LimitsEnv {
  readonly EMPTY: DurableObjectNamespace<EmptyBoxOffice>;
  readonly BOX_OFFICE: DurableObjectNamespace<BoxOffice>;
  readonly METERED: DurableObjectNamespace<MeteredBoxOffice>;
}

/** The benchmark's own doors: the runtime's limits, and the box offices past the gateway. */
export default {
  async fetch(request: Request, env: LimitsEnv): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const name = searchParams.get("event") ?? "empty";
    const office = searchParams.has("metered") ? env.METERED : env.BOX_OFFICE;
    switch (pathname) {
      case "/nothing":
        return new Response("");
      case "/rpc":
        await env.EMPTY.getByName(name).empty();
        return new Response("");
      case "/socket":
        return await env.EMPTY.getByName(name).fetch(request);
      case "/open": {
        const setup = JSON.parse(request.headers.get("x-setup") ?? "{}") as Omit<BoxOfficeSetup, "plan">;
        const plan = new Uint8Array(await request.arrayBuffer());
        return Response.json(await office.getByName(name).open({ ...setup, plan }, []));
      }
      case "/availability": {
        const { ok } = await office.getByName(name).availability();
        return Response.json(ok);
      }
      case "/prepare":
        return Response.json(
          await prepareOrders(office.getByName(name), name, Number(searchParams.get("count"))),
        );
      case "/hold-many":
        return Response.json(await holdMany(office.getByName(name), name, Number(searchParams.get("count"))));
      case "/close-ledger":
        await env.METERED.getByName(name).closeLedger(searchParams.has("alone"));
        return new Response("");
      case "/open-ledger":
        await env.METERED.getByName(name).openLedger();
        return new Response("");
      case "/hold-at-once": {
        const [from, count] = [Number(searchParams.get("from")), Number(searchParams.get("count"))];
        return Response.json(await env.METERED.getByName(name).holdAtOnce(name as EventId, from, count));
      }
      case "/meter":
        return Response.json(await env.METERED.getByName(name).readMeter());
      default:
        return new Response("not here", { status: 404 });
    }
  },
} satisfies ExportedHandler<LimitsEnv>;
