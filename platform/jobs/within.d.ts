/** Waits for work, but not for ever, and says whether it was done in time. What it throws afterwards is ignored. */
export declare function isDoneWithin(work: Promise<unknown>, ms: number): Promise<boolean>
