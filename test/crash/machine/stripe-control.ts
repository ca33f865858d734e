/** What nobody asks of Stripe by its API: to misbehave, or to do what banks and people at its dashboard do. */
export const controlStripe = async (
  stripe: string,
  method: "POST" | "DELETE",
  path: string,
  body?: object,
): Promise<void> => {
  const { ok, status, text } = await askControl(stripe, method, path, body);
  if (!ok) throw new Error(`${path} answered ${status}: ${text}`);
};

/** Also when it is refused. */
export const askControl = async (
  stripe: string,
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: object,
): Promise<{ readonly ok: boolean; readonly status: number; readonly text: string }> => {
  const answer = await fetch(`${stripe}/_control${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { ok: answer.ok, status: answer.status, text: await answer.text() };
};
