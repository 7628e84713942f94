import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Band, Confirm, PageHead } from '#web/ui'
import { say } from '#web/words'
import { trackMessages } from './track.messages.ts'

/** The page behind "confirm your address" in a mail: mail programs open links beforehand, so a button confirms. */
export async function confirmPage(c: WebContext, token: string): Promise<Response> {
  const t = say(c, trackMessages)
  const path = `/my-input/address/${token}`
  return publicPage(
    c,
    { title: t('confirmTitle'), menuItem: 'my-input', noIndex: true },
    <Band tight>
      <Confirm
        id="confirm"
        level={1}
        title={t('confirmTitle')}
        action={pathHere(c, path)}
        confirm={t('confirmYes')}
        cancel={{ href: pathHere(c, `${path}/stop`), label: t('confirmNo') }}
      >
        <p>{t('confirmText')}</p>
      </Confirm>
    </Band>,
  )
}

/** What was done with an address, or that nothing can be done with it any more. */
export async function addressPage(
  c: WebContext,
  said: 'confirmed' | 'addressStopped' | 'addressGone',
): Promise<Response> {
  const t = say(c, trackMessages)
  return publicPage(
    c,
    { title: t(said), menuItem: 'my-input', noIndex: true },
    <Band tight>
      <PageHead title={t(said)} lead={t(`${said}Text`)} />
      <p>
        <a href={pathHere(c, '/my-input')}>{t('toMyInput')}</a>
      </p>
    </Band>,
  )
}
