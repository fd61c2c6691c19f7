/**
 * The shape a translation must have: every key of the English file, each a string.
 * English says `…_one` and `…_other`; Chinese has one form for any number, so its file has `…_other` only.
 */
export type Words<English> = {
  readonly [Key in keyof English as Key extends `${string}_one` ? never : Key]: English[Key] extends string ? string : Words<English[Key]>;
};
