import type { Child, PropsWithChildren } from 'hono/jsx'
import { Icon, type IconName } from '../icon/icon.tsx'

/** A conversation in order: Voice and Answer with `whoFirst`, Note and Event. */
export function Entries({ label, entries }: { label: string; entries: readonly Child[] }) {
  return (
    <ol class="wk-entries" aria-label={label}>
      {entries.map((entry) => (
        <li>{entry}</li>
      ))}
    </ol>
  )
}

/** Colleagues only: dashed and yellow, and says so. */
export function Note({ who, children }: PropsWithChildren<{ who: Child }>) {
  return (
    <div class="wk-note">
      <p class="wk-note__who">{who}</p>
      {children}
    </div>
  )
}

/** Something that happened to the conversation, in one line. */
export function Event({ icon, children }: PropsWithChildren<{ icon: IconName }>) {
  return (
    <p class="wk-event">
      <Icon name={icon} />
      <span>{children}</span>
    </p>
  )
}

/** What came along with a message. */
export function Files({ files }: { files: readonly { href: string; label: Child }[] }) {
  return (
    <ul class="wk-files">
      {files.map(({ href, label }) => (
        <li>
          <Icon name="paperclip" />
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  )
}
