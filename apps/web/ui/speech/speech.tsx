import type { Child, PropsWithChildren } from 'hono/jsx'

export interface SpeechProps {
  /** Who, and through which channel: "Bewoner, op papier ingestuurd". Always. */
  who: Child
  /** The language it was written in, where it differs from the page. */
  lang?: string
}

export interface VoiceProps extends SpeechProps {
  /** The words themselves, as a quotation. Without it, children are shown as they are. */
  quote?: Child
  /** Who first, then the words: in a conversation. */
  whoFirst?: boolean
}

/** Somebody says something: plum, open ring, square corner at the start. */
export function Voice({ who, lang, quote, whoFirst, children }: PropsWithChildren<VoiceProps>) {
  const name = <p class="wk-who">{who}</p>
  const words = (
    <>
      {quote !== undefined && (
        <p class="wk-quote" lang={lang} dir="auto">
          ‘{quote}’
        </p>
      )}
      {children}
    </>
  )
  if (quote === undefined) return <div class="wk-voice">{whoFirst ? [name, words] : [words, name]}</div>
  return <blockquote class="wk-voice">{whoFirst ? [name, words] : [words, name]}</blockquote>
}

/** The organisation answers, decides, does: pine, filled disc, square corner at the end. */
export function Answer({
  who,
  lang,
  whoFirst,
  children,
}: PropsWithChildren<SpeechProps & { whoFirst?: boolean }>) {
  const name = <p class="wk-who">{who}</p>
  return (
    <div class="wk-answer" lang={lang}>
      {whoFirst && name}
      {children}
      {!whoFirst && name}
    </div>
  )
}
