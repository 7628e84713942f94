export type Listener = {
  channel: string
  hear: (payload: string) => void
  /** The connection is there, or there again: what was said while it was not, was missed. */
  begin: () => void
  /** It broke, or could not be made; it is tried again. Told once for each break. */
  fail: (error: unknown) => void
}
/** Hears what is notified on a channel, on a connection of its own that is made again when it breaks. */
export declare function listen(
  url: string,
  listener: Listener,
): {
  close: () => Promise<void>
}
