declare namespace Cloudflare {
  interface Env {
    /** Origin of the server that stops and starts PostgreSQL and keeps the webhooks that came in. */
    readonly TEST_CONTROL: string;
  }
}
