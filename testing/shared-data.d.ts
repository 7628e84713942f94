/**
 * The folder of a real data set, or undefined where it is not on this machine: the test then says that it is skipped.
 * `WEERKLANK_DATA` names another place than `../shared/data`.
 */
export declare function sharedData(...path: string[]): string | undefined
