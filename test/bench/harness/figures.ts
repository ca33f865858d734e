export type Unit = "/s" | "ms" | "µs" | "MB" | "KB" | "bytes" | "ratio" | "count" | "US$";

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  /** As text: "≥ 0.85". Null: nothing was promised. */
  readonly target: string | null;
  readonly met: boolean | null;
}

export type Target = { readonly atLeast: number } | { readonly atMost: number };

export const figure = (name: string, value: number, unit: Unit, target?: Target): Figure => {
  if (!target) return { name, value, unit, target: null, met: null };
  const [sign, bound] =
    "atLeast" in target ? (["≥", target.atLeast] as const) : (["≤", target.atMost] as const);
  const met = Number.isFinite(value) && (sign === "≥" ? value >= bound : value <= bound);
  return { name, value, unit, target: `${sign} ${shown(bound, unit)}`, met };
};

/** A part of the table with its own heading. */
export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
}

export const shown = (value: number, unit: Unit): string => {
  if (!Number.isFinite(value)) return "not measured";
  switch (unit) {
    case "/s":
    case "bytes":
      return Math.round(value).toLocaleString("en-US") + (unit === "/s" ? " /s" : " bytes");
    case "ratio":
      return value.toFixed(2);
    case "US$":
      return `US$ ${value.toFixed(value < 0.1 ? 5 : 3)}`;
    case "count":
      return Number.isInteger(value) ? value.toLocaleString("en-US") : value.toFixed(2);
    default:
      return `${value.toFixed(value < 100 ? 2 : 0)} ${unit}`;
  }
};

export const printTable = (heading: readonly string[], sections: readonly Section[]): string => {
  const lines: string[] = [...heading];
  const rows = sections.flatMap(({ figures }) => figures);
  const nameWidth = Math.max(...rows.map(({ name }) => name.length), 20);
  for (const { title, figures, notes } of sections) {
    lines.push("", title, "-".repeat(nameWidth + 48));
    for (const { name, value, unit, target, met } of figures) {
      const verdict = met === null ? "" : met ? "met" : "NOT MET";
      const columns = [
        name.padEnd(nameWidth),
        shown(value, unit).padStart(16),
        (target ?? "").padStart(14),
        verdict,
      ];
      lines.push(columns.join("  ").trimEnd());
    }
    for (const note of notes) lines.push(`  ${note}`);
  }
  return lines.join("\n");
};
