export interface Field {
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly radius: number;
  /** The y of the stage's front; the audience is below it. Undefined: everyone looks at the middle. */
  readonly stageFront: number | undefined;
}
