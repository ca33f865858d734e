/** What was sent holds a value that can not be kept or looked for. The checks at the edges should have said so, and where. */
export class InvalidValue extends Error {
  override readonly name = "InvalidValue";
}
