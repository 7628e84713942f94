/** When the stories happen, unless a test says otherwise. */
export const now = new Date('2026-03-02T09:00:00Z')
export const today = '2026-03-02'
