import { createConnection, type Socket } from "node:net";

const headEnd = Buffer.from("\r\n\r\n");

/**
 * One keep-alive connection with one request under way: as little work a request as Node allows, so that the load is not what is
 * measured. Understands Content-Length and chunked answers.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #rest: Buffer | null = null;
  #answered: (status: number) => void = () => {};
  #failed: (error: Error) => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("error", (error) => this.#failed(error));
    socket.on("close", () => this.#failed(new Error("the server closed the connection")));
  }

  static open(port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(port, "127.0.0.1", () => resolve(new HttpConnection(socket)));
      socket.once("error", reject);
    });
  }

  /** `answered` is called once per request, with its status. */
  listen(answered: (status: number) => void, failed: (error: Error) => void): void {
    this.#answered = answered;
    this.#failed = failed;
  }

  send(request: Buffer): void {
    this.#socket.write(request);
  }

  close(): void {
    this.#failed = () => {};
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    const at = bytes.indexOf(headEnd);
    if (at < 0 || !this.#isWhole(bytes, at)) {
      this.#rest = bytes;
      return;
    }
    this.#rest = null;
    this.#answered(Number(bytes.toString("latin1", 9, 12)));
  }

  #isWhole(bytes: Buffer, headLength: number): boolean {
    const head = bytes.toString("latin1", 0, headLength).toLowerCase();
    const at = head.indexOf("\r\ncontent-length:");
    if (at >= 0) return bytes.length >= headLength + 4 + Number.parseInt(head.slice(at + 17), 10);
    if (!head.includes("\r\ntransfer-encoding: chunked")) return true;
    return bytes.toString("latin1", Math.max(headLength, bytes.length - 5)).endsWith("0\r\n\r\n");
  }
}
