import type { SalesLedger } from "../../../src/domain/box-office/sales-ledger.ts";
import type { Faults } from "../faults.ts";
import type { Random } from "../random.ts";
import type { Scope } from "../scope.ts";
import type { Postgres } from "./postgres.ts";

const silentMs = 3_600_000;

export interface LedgerWorld {
  readonly postgres: Postgres;
  readonly faults: Faults;
  readonly random: Random;
  readonly now: () => number;
}

/** The way to Postgres, where statements are lost, refused, or done without an answer. */
export const ledgerFor = (scope: Scope, { postgres, faults, random, now }: LedgerWorld): SalesLedger => ({
  commit: (sales) => {
    const ids = sales.map(({ orderId }) => orderId);
    const away = faults.strikes("postgres_away");
    const fails = faults.strikes("serialization_failure");
    const losesAnswer = faults.strikes("postgres_loses_answer");
    const backMs = faults.strikes("postgres_silent") ? silentMs : random.spread(2, 40);
    const refused = faults.strikes("postgres_refuses_row")
      ? faults.of("postgres_refuses_row").pick(ids)
      : null;
    return scope.ask(`commits ${ids.join(" ")}`, { thereMs: random.spread(2, 60), backMs }, () => {
      if (away) throw new Error("Postgres is away");
      if (fails) throw new Error("40001: could not serialize access");
      const results = postgres.commit(sales, now(), refused);
      if (losesAnswer) throw new Error("Postgres has committed and did not say so");
      return results;
    });
  },
});
