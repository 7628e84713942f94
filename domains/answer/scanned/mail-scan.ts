/** What a virus scanner said of a mail and of each file in it, by the path of a file; `''` is the mail as it came. */
export type MailScan =
  | { state: 'waiting'; isAway: boolean }
  | { state: 'done'; clean: readonly string[]; found: Readonly<Record<string, string>> }

/** Whether a part of a mail may be handed out, and why not: `unchecked` where the scanner takes nothing as large, or there were too many. */
export type Verdict =
  | { kind: 'clean' }
  | { kind: 'waiting'; isAway: boolean }
  | { kind: 'found'; name: string }
  | { kind: 'unchecked' }

/**
 * What may be done with a part of a mail. One in which a file is found is held with it. O(parts)
 * @param scan  undefined of mail that came while there was no scanner: it is as it was
 */
export function verdictOn(scan: MailScan | undefined, path: string): Verdict {
  if (!scan) return { kind: 'clean' }
  if (scan.state === 'waiting') return { kind: 'waiting', isAway: scan.isAway }
  const [, name] = Object.entries(scan.found).find(([one]) => isWithin(one, path)) ?? []
  if (name !== undefined) return { kind: 'found', name }
  return { kind: scan.clean.includes(path) ? 'clean' : 'unchecked' }
}

function isWithin(path: string, other: string): boolean {
  return other === '' || path === other || path.startsWith(`${other}.`)
}
