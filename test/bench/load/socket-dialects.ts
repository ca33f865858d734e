/** How a hold is asked for over a socket, and how its answer is told from other messages. */
export interface SocketDialect {
  path(eventId: string): string;
  /** `body` is what the same hold would send over HTTP. */
  hold(request: number, body: string): string;
  /** Null: held. */
  refusalIn(message: Buffer): string | null | "notAnAnswer";
}

export const socketDialects: Readonly<Record<"frontrow" | "peer", SocketDialect>> = {
  frontrow: {
    path: (eventId) => `/events/${eventId}/live`,
    hold: (request, body) => `{"type":"hold","ref":${request},"want":${body}}`,
    refusalIn: (message) => (message.includes('"type":"held"') ? null : message.toString()),
  },
  peer: {
    path: (eventId) => `/events/${eventId}/live`,
    hold: (request, body) => `{"id":${request},${body.slice(1)}`,
    refusalIn: (message) => {
      if (message.includes('"sequence"')) return "notAnAnswer";
      return message.includes('"held":true') ? null : "taken";
    },
  },
};
