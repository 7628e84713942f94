import type { Follow } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { Button, Details, Section } from '#web/ui'
import { say } from '#web/words'
import { feedAddress } from '../watch-feed.ts'
import { alertMessages } from './alerts.messages.ts'

/** The feeds of whoever reads the page: since when there is a key, and the key itself as it was just made. */
export type FeedView = { madeAt: Date | undefined; key: string | undefined }

type FeedProps = { c: WebContext; follows: readonly Follow[]; feed: FeedView }

/** What one follows, in a program that reads feeds: the addresses once, and the ways to renew and end them. */
export function FeedSection({ c, follows, feed: { madeAt, key } }: FeedProps) {
  const t = say(c, alertMessages)
  const path = pathHere(c, '/desk/listen/alerts/feed')
  return (
    <Section id="feed" title={t('feedTitle')} gap="m">
      <p>{t('feedText')}</p>
      {key !== undefined && <Addresses c={c} follows={follows} siteKey={key} />}
      {key === undefined && <p>{madeAt ? t('feedMade', { at: madeAt }) : t('feedNone')}</p>}
      {/* Without Turbo: the answer holds an address that is shown once, and stands at no address of its own. */}
      <form method="post" action={path} data-turbo="false">
        <p class="wk-row">
          <Button>{t(madeAt ? 'feedRenew' : 'feedMake')}</Button>
          {madeAt && (
            <Button kind="subtle" formaction={`${path}/drop`}>
              {t('feedDrop')}
            </Button>
          )}
        </p>
      </form>
    </Section>
  )
}

function Addresses({ c, follows, siteKey }: { c: WebContext; follows: readonly Follow[]; siteKey: string }) {
  const t = say(c, alertMessages)
  const { url } = c.var.services.config
  return (
    <>
      <p role="status" tabindex={-1} data-reading-starts>
        <strong>{t('feedOnce')}</strong>
      </p>
      <Address c={c} name={t('feedAll')} address={feedAddress(url, siteKey)} />
      {follows.length > 0 && (
        <Details summary={t('feedEach')}>
          {follows.map(({ watchId, watch }) => (
            <Address c={c} name={watch} address={feedAddress(url, siteKey, watchId)} />
          ))}
        </Details>
      )}
    </>
  )
}

function Address({ c, name, address }: { c: WebContext; name: string; address: string }) {
  const t = say(c, alertMessages)
  const copy = { label: t('copy'), done: t('copied'), failed: t('copyFailed') }
  return (
    <div class="wk-stack wk-stack--s">
      <h3>{name}</h3>
      <p translate="no">
        <code>{address}</code>
      </p>
      <wk-copy class="wk-copy" text={address} {...copy}></wk-copy>
    </div>
  )
}
