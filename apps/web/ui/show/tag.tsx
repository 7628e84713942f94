import type { PropsWithChildren } from 'hono/jsx'
import { classes } from '../classes.ts'
import { Icon, type IconName } from '../icon/icon.tsx'

export type TagTone = 'neutral' | 'voice' | 'answer' | 'next' | 'late'

export interface TagProps {
  icon: IconName
  tone?: TagTone
}

/** A status: a shape and words. Not a link and not a button. */
export function Tag({ icon, tone = 'neutral', children }: PropsWithChildren<TagProps>) {
  return (
    <span class={classes('nl-data-badge', tone !== 'neutral' && `wk-tag--${tone}`)}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  )
}
