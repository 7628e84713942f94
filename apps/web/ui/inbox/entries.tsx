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

export interface FileItem {
  /** Undefined for one that is not given out. */
  href?: string
  label: Child
  /** It is shown; sizes in pixels. */
  picture?: { width: number; height: number; alternative: string }
  /** It is played. `captions` are what is said in it, as a browser reads them. */
  film?: { name: string; captions?: { href: string; label: string; lang: string } }
  /** What stands below it, of a film. */
  below?: Child
}

/** What came along with a message. Turbo leaves it alone: it is no page. */
export function Files({ files }: { files: readonly FileItem[] }) {
  return (
    <ul class="wk-files">
      {files.map(({ href, label, picture, film, below }) => (
        <li>
          {picture && (
            <img
              src={href}
              width={picture.width}
              height={picture.height}
              alt={picture.alternative}
              loading="lazy"
            />
          )}
          {film && (
            // biome-ignore lint/a11y/useMediaCaption: beside a film without captions it says so.
            <video controls preload="metadata" src={href} aria-label={film.name}>
              {film.captions && (
                <track
                  default
                  kind="captions"
                  src={film.captions.href}
                  srclang={film.captions.lang}
                  label={film.captions.label}
                />
              )}
            </video>
          )}
          <Icon name="paperclip" />
          {href ? (
            <a href={href} data-turbo="false">
              {label}
            </a>
          ) : (
            <span>{label}</span>
          )}
          {below}
        </li>
      ))}
    </ul>
  )
}
