/**
 * The set-up is at fault, not the code: the message is one sentence for the operator that says what is wrong and what
 * to do.
 */
export class SetupError extends Error {
  override name = 'SetupError'
}
