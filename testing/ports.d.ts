import { type Server } from 'node:net'
/** Lets a server listen on loopback, on a port that is free. */
export declare function listenOnLoopback(server: Server): Promise<number>
/** A port on which nobody listens, for what must be told its port. */
export declare function findFreePort(): Promise<number>
