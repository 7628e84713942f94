import type { Translate } from '#platform/i18n'
import { sourceMessages } from '../source.messages.ts'

type Key = keyof (typeof sourceMessages)['nl']

/** What is wrong with a source, in a sentence; the code itself where a newer version wrote one that this one lacks. */
export function sayProblem(t: Translate<Key>, problem: string): string {
  const status = /^status-(\d+)$/.exec(problem)?.[1]
  if (status !== undefined) return t('status', { status })
  const platform = /^closed-(.+)$/.exec(problem)?.[1]
  if (platform !== undefined) return t('closedPlatform', { platform })
  return isKey(problem) ? t(problem) : problem
}

/** What whoever reads it can do about a problem. */
export function sayWayOut(t: Translate<Key>, problem: string): string {
  if (problem.startsWith('closed-') || problem === 'behind-sign-in') return t('wayClosed')
  if (/^status-(401|402|403|407|451)$/.test(problem)) return t('wayRefused')
  const passes = /^status-(408|425|429|5\d\d)$|^failed-|^mail-/.test(problem)
  return t(passes ? 'wayWait' : 'wayAddress')
}

function isKey(text: string): text is Key {
  return Object.hasOwn(sourceMessages.nl, text)
}
