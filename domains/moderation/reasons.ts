/** Why a text is refused; its author reads the reason in plain words. */
export const refusalReasons = [
  'off_topic',
  'duplicate',
  'several_ideas',
  'unclear',
  'personal_data',
  'insulting',
  'advertising',
  'unlawful',
] as const

export type RefusalReason = (typeof refusalReasons)[number]

/** The reason as it was stored; null where there is none, or one from elsewhere that came with an import. */
export function findRefusalReason(code: string | null): RefusalReason | null {
  return refusalReasons.find((known) => known === code) ?? null
}

/** The reason as it was stored, where it can only be one of the list. */
export function getRefusalReason(code: string): RefusalReason {
  const reason = findRefusalReason(code)
  if (!reason) throw new Error(`"${code}" is no reason to refuse a text.`)
  return reason
}
