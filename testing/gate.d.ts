/** A way to a server on loopback that can go wrong as a network does. */
export type Gate = {
  url: string
  /** Breaks what goes through, and refuses more, as if the server were away. */
  shut: () => Promise<void>
  /** Lets in again, on the same port. */
  open: () => Promise<void>
  /**
   * Connections stay, and come, and nothing that is sent arrives, not even that one side is gone: as in a failover. Those
   * stay dead; later ones may live.
   */
  beSilent: (silent: boolean) => void
  /** Leads to another server from now on, or to the same on another port. */
  leadTo: (target: string) => void
}
/** Puts a gate before the server of an address. */
export declare function startGate(target: string): Promise<Gate>
