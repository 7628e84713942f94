import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Band, Confirm, PageHead } from '#web/ui'
import { langOf, say } from '#web/words'
import { followedMessages } from './followed.messages.ts'

/** Asks whether somebody wants no more mail about a watch. */
export async function stopPage(c: WebContext, watch: string): Promise<Response> {
  const t = say(c, followedMessages)
  return publicPage(
    c,
    { title: t('stopTitle'), noIndex: true },
    <Band tight>
      <Confirm
        id="stop"
        level={1}
        title={t('stopTitle')}
        action={c.req.path}
        confirm={t('stopYes')}
        cancel={{ href: pathHere(c, '/desk/listen/alerts'), label: t('cancel') }}
      >
        <p>{t('stopText', { watch })}</p>
      </Confirm>
    </Band>,
  )
}

/** Asks whether a post is not relevant to a watch. */
export async function notRelevantPage(
  c: WebContext,
  { watch, title, language }: { watch: string; title: string; language: string | null },
): Promise<Response> {
  const t = say(c, followedMessages)
  return publicPage(
    c,
    { title: t('judgeTitle'), noIndex: true },
    <Band tight>
      <Confirm
        id="judge"
        level={1}
        title={t('judgeTitle')}
        action={c.req.path}
        confirm={t('judgeYes')}
        cancel={{ href: pathHere(c, '/desk/listen'), label: t('cancel') }}
      >
        <p>{t('judgeText', { watch })}</p>
        {title && (
          <p dir="auto" {...(language === null ? {} : langOf(c, language))}>
            {title}
          </p>
        )}
      </Confirm>
    </Band>,
  )
}

/** What was done, or that nothing can be done by this link any more. */
export async function followedDonePage(
  c: WebContext,
  said: 'stopped' | 'judged' | 'gone',
): Promise<Response> {
  const t = say(c, followedMessages)
  return publicPage(
    c,
    { title: t(said), noIndex: true },
    <Band tight>
      <PageHead title={t(said)} lead={t(`${said}Text`)} />
      <p>
        <a href={pathHere(c, '/desk/listen/alerts')}>{t('toAlerts')}</a>
      </p>
    </Band>,
  )
}
