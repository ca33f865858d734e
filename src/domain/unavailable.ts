/** A part that the answer needs could not be reached. Nothing is known and nothing was done; asking again may help. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}
