/**
 * Tells a box office who opens a socket. The gateway alone sets it, on a request of its own: no header of a request from outside
 * is passed on.
 */
export const fanHeader = "x-frontrow-fan";
