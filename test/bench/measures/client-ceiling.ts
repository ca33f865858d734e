import { portOpens } from "../../support/node/workerd/port-opens.ts";
import { forkScript, stopProcess } from "../harness/processes.ts";
import type { Loader } from "../load/loader.ts";

/** How fast the load itself can be, against a server that only says yes: what is far below this is not the load's doing. */
export const clientCeiling = async (loader: Loader, port: number, clients: number): Promise<number> => {
  const server = forkScript(`${import.meta.dirname}/yes-server.ts`, { PORT: String(port) });
  await portOpens(port);
  const job = { over: "http", port, work: { kind: "empty", path: "/" }, clients, seconds: 1 } as const;
  const { answered, seconds } = await loader.run(job);
  await stopProcess(server);
  return answered / seconds;
};
