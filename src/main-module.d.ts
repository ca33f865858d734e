/** What `ctx.exports` and `exports` of cloudflare:workers hold. */
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import("./index.ts");
  }
}
