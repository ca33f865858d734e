import type { TestProject } from "vitest/node";
import { startTestStack, type TestBindings } from "./support/node/stack.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** By the name of the project. */
    bindings: Readonly<Record<string, TestBindings>>;
  }
}

const projectsWithStack = ["workers", "outages"];

/** Each of these projects has a stack of its own, so that one can stop PostgreSQL while the other needs it. */
export default async (root: TestProject): Promise<() => Promise<void>> => {
  const names = root.vitest.projects
    .map(({ name }) => name)
    .filter((name) => projectsWithStack.includes(name));
  const stacks = await Promise.all(names.map(async (name) => [name, await startTestStack()] as const));
  root.provide("bindings", Object.fromEntries(stacks.map(([name, { bindings }]) => [name, bindings])));
  return async () => {
    await Promise.all(stacks.map(([, stack]) => stack.stop()));
  };
};
