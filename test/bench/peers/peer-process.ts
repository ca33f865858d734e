import { createPostgresStore } from "./postgres-store.ts";
import { createRedisStore } from "./redis-store.ts";
import { createPeer } from "./service.ts";

/** PEER: redis or postgres; PORT: its own; STORE: the port or the address of what is behind it; SECRET: of the tokens. */
const { PEER, PORT, STORE = "", SECRET = "" } = process.env;
const store = PEER === "redis" ? createRedisStore(Number(STORE)) : await createPostgresStore(STORE);
const app = await createPeer(store, SECRET);
await app.listen({ port: Number(PORT), host: "127.0.0.1" });
process.on("disconnect", () => process.exit());
