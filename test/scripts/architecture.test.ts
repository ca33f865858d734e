import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { circleIn, type Import, importsOf, importsOfProject } from "../support/node/imports.ts";

/** What each part of the Worker may import of the others, by the beginning of its path. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "src/domain/": [],
  "src/payments/": ["src/domain/"],
  "src/booking/": ["src/domain/", "src/payments/"],
  "src/catalog/": ["src/domain/"],
  "src/search/": ["src/domain/"],
  "src/reconciliation/": ["src/domain/", "src/payments/"],
  // The use-cases say what they need of a database; these files answer it.
  "src/db/": [
    "src/domain/",
    "src/booking/",
    "src/catalog/",
    "src/search/",
    "src/reconciliation/",
    "src/env.ts",
  ],
  "src/http/": [
    "src/domain/",
    "src/booking/",
    "src/catalog/",
    "src/search/",
    "src/payments/",
    "src/reconciliation/",
    "src/web/",
    "src/services.ts",
    "src/env.ts",
  ],
  // The documentation lists every problem that an answer can be.
  "src/web/": [
    ...["src/domain/", "src/booking/", "src/catalog/", "src/search/", "src/services.ts"],
    "src/http/problem.ts",
  ],
  "durable-objects/": ["src/domain/", "src/payments/", "src/search/", "src/digest.ts"],
};

/** Packages that belong to one part, and who that is. */
const belongsTo: Readonly<Record<string, readonly string[]>> = {
  stripe: ["src/payments/stripe"],
  "drizzle-orm": ["src/db/"],
  "@neondatabase/serverless": ["src/db/"],
  hono: ["src/http/", "src/web/"],
  "@hono/zod-openapi": ["src/http/"],
  jose: ["src/http/"],
};

const startsWithOneOf = (path: string, beginnings: readonly string[]): boolean =>
  beginnings.some((beginning) => path.startsWith(beginning));

const partOf = (file: string): string | undefined =>
  Object.keys(mayImport).find((part) => file.startsWith(part));

const crossesParts = ({ from, to, ofProject }: Import): boolean => {
  const part = partOf(from);
  return ofProject && part !== undefined && !startsWithOneOf(to, [part, ...(mayImport[part] ?? [])]);
};

const takesOthersPackage = ({ from, to, ofProject }: Import): boolean => {
  const name = Object.keys(belongsTo).find((owned) => to === owned || to.startsWith(`${owned}/`));
  return !ofProject && name !== undefined && !startsWithOneOf(from, belongsTo[name] ?? []);
};

// Declarations tell the runtime's types what the entry exports; nothing of them runs.
const importsTheEntry = ({ to, from }: Import): boolean => to === "src/index.ts" && !from.endsWith(".d.ts");

const reachesStripe = ({ from, to }: Import): boolean =>
  to.startsWith("src/payments/stripe") && !from.startsWith("src/payments/") && from !== "src/index.ts";

const imports = importsOfProject(fileURLToPath(new URL("../..", import.meta.url)));
const named = (found: readonly Import[]): readonly string[] => found.map(({ from, to }) => `${from} → ${to}`);

describe("who may import whom", () => {
  it("a part imports only the parts that it is built on", () => {
    expect(named(imports.filter(crossesParts))).toEqual([]);
  });

  it("a package that belongs to one part is imported by no other", () => {
    expect(named(imports.filter(takesOthersPackage))).toEqual([]);
  });

  it("nobody imports the entry, where all is put together", () => {
    expect(named(imports.filter(importsTheEntry))).toEqual([]);
  });

  it("what knows Stripe is reached through the payment gateway's interface", () => {
    expect(named(imports.filter(reachesStripe))).toEqual([]);
  });

  it("no file imports itself by way of others", () => {
    expect(circleIn(imports)).toBeUndefined();
  });
});

describe("the reading of imports", () => {
  it("finds every form of import, and what it reaches", () => {
    const source = `
      import type { A } from "../booking/a.ts";
      import {
        b,
      } from "drizzle-orm";
      export * from "./c.ts";
      import "./d.ts";
      const e = await import("../db/e.ts");
      // import { f } from "./f.ts";`;
    expect(importsOf("src/domain/x.ts", source).map(({ to, typeOnly }) => [to, typeOnly])).toEqual([
      ["src/booking/a.ts", true],
      ["drizzle-orm", false],
      ["src/domain/c.ts", false],
      ["src/domain/d.ts", false],
      ["src/db/e.ts", false],
    ]);
  });

  it("breaks each rule where it is broken", () => {
    const [crossing, foreign] = importsOf("src/domain/x.ts", `import "../db/a.ts"; import "hono/cookie";`);
    const [entry, stripe] = importsOf(
      "src/http/x.ts",
      `import "../index.ts"; import "../payments/stripe.ts";`,
    );
    if (!crossing || !foreign || !entry || !stripe) throw new Error("not all imports were found");
    expect([crossesParts(crossing), takesOthersPackage(foreign)]).toEqual([true, true]);
    expect([importsTheEntry(entry), reachesStripe(stripe)]).toEqual([true, true]);
    const circle = [...importsOf("a.ts", `import "./b.ts";`), ...importsOf("b.ts", `import "./a.ts";`)];
    expect(circleIn(circle)).toEqual(["a.ts", "b.ts", "a.ts"]);
  });
});
