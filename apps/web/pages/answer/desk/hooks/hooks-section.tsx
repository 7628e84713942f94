import { examineHooks, type HookCondition } from '#domains/answer'
import type { WebContext } from '#web/http'
import { DataTable, Section } from '#web/ui'
import { say } from '#web/words'
import { WayInState } from '../mail/way-in-state.tsx'
import { hookReason } from './hook-reason.ts'
import { hooksMessages } from './hooks.messages.ts'

/** How it stands with the channels of others that the settings name. */
export function readHooks(c: WebContext): Promise<HookCondition[]> {
  const { db, config, clock } = c.var.services
  return examineHooks(db, config.hooks, clock.now())
}

/** Each channel of others: when something last came, whether answers go back, and what is wrong. */
export function HooksSection({ c, hooks }: { c: WebContext; hooks: HookCondition[] }) {
  if (hooks.length === 0) return null
  const t = say(c, hooksMessages)
  const columns = ['channel', 'lastAt', 'answers', 'state'] as const
  return (
    <Section id="hooks" title={t('title')} gap="m">
      <DataTable
        id="hook-list"
        caption={t('table')}
        hidesCaption
        stacks
        columns={columns.map((name) => ({ label: t(name) }))}
        rows={hooks.map((hook) => [
          hook.name,
          hook.lastAt ? t('at', { at: hook.lastAt }) : t('never'),
          t(hook.takesAnswers ? 'answersBack' : 'answersNot'),
          <WayInState c={c} complaints={listComplaints(c, hook)} />,
        ])}
      />
    </Section>
  )
}

function listComplaints(c: WebContext, hook: HookCondition): string[] {
  const t = say(c, hooksMessages)
  return [
    ...(hook.held > 0 ? [t('held', { n: hook.held, reason: hook.heldReason ?? '' })] : []),
    ...(hook.waiting > 0
      ? [t('waiting', { n: hook.waiting, reason: hookReason(c, hook.waitingReason) })]
      : []),
    ...(hook.refused > 0 ? [t('refused', { n: hook.refused })] : []),
  ]
}
