import { WebSocket } from "ws";

interface Target {
  readonly id: string;
  readonly webSocketDebuggerUrl: string;
}

/** The runtime's inspector, of one service's isolate: V8's own account of its heap and its time. */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (result: unknown) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (text: Buffer) => {
      const { id, result } = JSON.parse(text.toString()) as { id?: number; result?: unknown };
      if (id === undefined) return;
      this.#answers.get(id)?.(result);
      this.#answers.delete(id);
    });
  }

  static async open(port: number, service: string): Promise<Inspector> {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as readonly Target[];
    const target = targets.find(({ id, webSocketDebuggerUrl }) =>
      `${id} ${webSocketDebuggerUrl}`.includes(service),
    );
    if (!target) throw new Error(`no isolate of ${service} among ${JSON.stringify(targets)}`);
    const socket = new WebSocket(target.webSocketDebuggerUrl, { maxPayload: 1 << 30 });
    await new Promise<void>((resolve, reject) => {
      socket.once("open", () => resolve()).once("error", reject);
    });
    return new Inspector(socket);
  }

  async ask<Result>(method: string, params: object = {}): Promise<Result> {
    const id = ++this.#lastId;
    const answer = new Promise<unknown>((resolve) => this.#answers.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    // The protocol's own description says what each method answers.
    return (await answer) as Result;
  }

  close(): void {
    this.#socket.terminate();
  }
}
