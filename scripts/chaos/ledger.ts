/** What people were told is kept, while everything around it broke. */
export type Ledger = {
  /** By `person statement`, the last answer that was acknowledged; and one that was sent after it and never answered. */
  votes: Map<string, readonly number[]>
  /** Texts of questions that were acknowledged, with the address that was given. */
  questions: Map<string, string>
}

/** What is found in the end. */
export type Found = {
  /** By `person statement`, each answer that is stored. */
  votes: Map<string, number>
  /** How often each text is stored. */
  questions: Map<string, number>
  /** The Message-IDs of the receipts that reached each address, one for each time. */
  receipts: Map<string, string[]>
  /** Addresses whose receipt a mail server refused for good. */
  refused: ReadonlySet<string>
  /** Sums of participants, inputs, votes and tallies that do not agree. */
  wrongSums: string[]
  /** Jobs that still wait or are held though everything has been well for a while, and maps that lack votes. */
  stuck: string[]
}

export type Verdict = {
  acknowledged: { votes: number; questions: number }
  stored: { votes: number; questions: number }
  lost: string[]
  doubled: string[]
  /** Mails that came again with the same Message-ID: the kill fell between the server's 250 and our commit. */
  repeatedMails: number
  wrongSums: string[]
  stuck: string[]
}

/** Holds what was promised against what is there. */
export function judge(ledger: Ledger, found: Found): Verdict {
  const lost: string[] = []
  const doubled: string[] = []
  let repeatedMails = 0
  for (const [cell, choices] of ledger.votes) {
    const stored = found.votes.get(cell)
    if (stored === undefined || !choices.includes(stored))
      lost.push(`vote ${cell}: ${choices.join(' or ')}, stored ${stored}`)
  }
  for (const [text, address] of ledger.questions) {
    if (!found.questions.has(text)) lost.push(`question ${text}`)
    else if (!found.receipts.has(address) && !found.refused.has(address)) lost.push(`receipt ${address}`)
  }
  for (const [text, times] of found.questions) if (times > 1) doubled.push(`question ${text}: ${times} times`)
  for (const [address, ids] of found.receipts) {
    const different = new Set(ids).size
    if (different > 1) doubled.push(`receipt ${address}: ${different} different ones`)
    repeatedMails += ids.length - different
  }
  return {
    acknowledged: { votes: ledger.votes.size, questions: ledger.questions.size },
    stored: { votes: found.votes.size, questions: found.questions.size },
    lost,
    doubled,
    repeatedMails,
    wrongSums: found.wrongSums,
    stuck: found.stuck,
  }
}
