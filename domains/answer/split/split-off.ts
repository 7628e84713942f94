/** What is appended where something that was said is answered in a conversation of its own; the other names the entry there. */
export type SplitOff = { kind: 'split'; splitSeq: number; otherId: string; otherSeq: number }
