/**
 * When statements were shown to people, and how likely that was: one entry a showing, in any order.
 * Ids as in the matrix, −1 for whoever had not voted yet; propensities above 0, at most 1; times in milliseconds since
 * 1970.
 */
export interface Showings {
  readonly participants: Int32Array
  readonly statements: Int32Array
  readonly propensities: Float64Array
  readonly times: Float64Array
}
