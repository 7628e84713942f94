/** Streams what a `copy … to stdout` gives, in pieces that may end anywhere, on a connection of its own. */
export declare function copyOut(url: string, statement: string): AsyncGenerator<Uint8Array>
