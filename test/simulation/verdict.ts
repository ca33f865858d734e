/** The names of the rules that every state has to obey. */
export type Rule =
  | "no seat has two owners"
  | "all seats are accounted for"
  | "viewers see what is on record"
  | "every accepted hold survives"
  | "a hold ends when it says it ends"
  | "a seat's history is legal"
  | "what can be paid keeps its seats"
  | "who has paid has the seats or the money"
  | "money taken is tickets, fees and refunds"
  | "the same request has the same answer"
  | "a key comes with one body"
  | "Postgres and the box office agree"
  | "no order is stuck once faults stop"
  | "a box office never breaks by itself"
  | "a sweep that comes again changes nothing"
  | "all comes to rest";

export interface Broken {
  readonly rule: Rule;
  readonly detail: string;
  /** Ids that the trace is searched for. */
  readonly subjects: readonly string[];
}

/** Keeps the first rule that is found broken: the code under test may swallow an error, so none is thrown. */
export class Verdict {
  broken: Broken | null = null;

  breaks(rule: Rule, detail: string, subjects: readonly string[] = []): void {
    this.broken ??= { rule, detail, subjects };
  }

  take(broken: Broken | null): void {
    this.broken ??= broken;
  }
}
