/** What is wrong with a field, for its component. */
export function errorOf(messages: ReadonlyMap<string, string>, field: string): { error?: string } {
  const error = messages.get(field)
  return error === undefined ? {} : { error }
}
