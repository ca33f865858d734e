import type { Sale, SaleResult, SalesLedger } from "../../../src/domain/box-office/sales-ledger.ts";

/** A ledger with a gate before it, so that sales can gather; `alone`: each in a transaction of its own, all of a group at once. */
export class LedgerGate implements SalesLedger {
  alone = false;
  readonly #ledger: SalesLedger;
  #gate: Promise<void> = Promise.resolve();
  #open = (): void => {};

  constructor(ledger: SalesLedger) {
    this.#ledger = ledger;
  }

  close(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    this.#open = resolve;
  }

  open(): void {
    this.#open();
  }

  async commit(sales: readonly Sale[]): Promise<readonly SaleResult[]> {
    await this.#gate;
    if (!this.alone) return await this.#ledger.commit(sales);
    return (await Promise.all(sales.map((sale) => this.#ledger.commit([sale])))).flat();
  }
}
