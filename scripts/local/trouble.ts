/** What the person at the terminal can mend: it is said in one line, without a stack. */
export class Trouble extends Error {
  override readonly name = "Trouble";
}

/** Runs a script: its trouble is said plainly, what is unforeseen with its stack, and both end with status 1. */
export const runScript = async (script: () => Promise<void>): Promise<void> => {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof Trouble ? `\n${error.message}\n` : error);
    process.exitCode = 1;
  }
};
