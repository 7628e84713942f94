/** One thing looked at: a warning works for now, a problem does not. */
export type Finding = { name: string; state: 'good' | 'warning' | 'problem'; says: string }
