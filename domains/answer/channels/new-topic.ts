import { bareSubject } from './mail-text.ts'

/** Shorter words stand in too many subjects to tell whether two are about one thing. */
const SHORTEST = 4

/**
 * Whether a mail in a conversation may be about something else: its subject is none of those that were used there before, nor
 * one of them with something added.
 * @param known  the subjects of the conversation and of the mail before it, of both sides; empty for one that is forgotten
 */
export function mayBeNewTopic(subject: string, known: readonly string[]): boolean {
  const said = plain(subject)
  if (said === '') return false
  // What answers ours bears our subject, and of one that is forgotten nobody can tell.
  if (known.some((one) => one.trim() === '') && said !== subject.trim().toLowerCase()) return false
  return !known.map(plain).some((one) => one === said || isPart(one, said) || isPart(said, one))
}

function plain(subject: string): string {
  return bareSubject(subject).toLowerCase()
}

function isPart(part: string, whole: string): boolean {
  return part.length >= SHORTEST && whole.includes(part)
}
