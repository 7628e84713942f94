import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import {
  Band,
  Button,
  Confirm,
  ErrorSummary,
  Feature,
  Field,
  Halves,
  PageHead,
  Section,
  Stack,
} from '#web/ui'
import { say } from '#web/words'
import { trackMessages } from './track.messages.ts'

/** Asks for the code. */
export async function askCodePage(
  c: WebContext,
  { text = '', problem }: { text?: string; problem?: string } = {},
): Promise<Response> {
  const t = say(c, trackMessages)
  c.header('Cache-Control', 'no-store')
  return publicPage(
    c,
    {
      title: t('askTitle'),
      menuItem: 'my-input',
      wrong: problem !== undefined,
    },
    <Band tight>
      {problem && <ErrorSummary title={t('errors')} errors={[{ id: 'code', message: problem }]} />}
      <PageHead title={t('askTitle')} lead={t('askLead')} />
      <Halves>
        <Feature>
          <h2>{t('withCode')}</h2>
          <form method="post" action={pathHere(c, '/my-input')} class="wk-stack" novalidate>
            <Field
              id="code"
              name="code"
              label={t('codeLabel')}
              description={t('codeHelp')}
              width="code"
              value={text}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              required
              {...(problem ? { error: problem } : {})}
            />
            <div>
              <Button kind="primary">{t('open')}</Button>
            </div>
          </form>
        </Feature>
        <Help c={c} />
      </Halves>
    </Band>,
  )
}

function Help({ c }: { c: WebContext }) {
  const t = say(c, trackMessages)
  const { phone } = c.var.organisation
  return (
    <Stack gap="l">
      <Section id="where" title={t('whereTitle')} gap="s">
        <ul class="wk-bullets">
          <li>{t('whereSite')}</li>
          <li>{t('whereMail')}</li>
          <li>{t('wherePaper')}</li>
        </ul>
      </Section>
      <Section id="lost" title={t('lostTitle')} gap="s">
        <p>{phone ? t('lost', { phone }) : t('lostNoPhone')}</p>
        <p>
          <a href={pathHere(c, '/tell-us')}>{t('askAgain')}</a>
        </p>
      </Section>
    </Stack>
  )
}

/** The page behind "no more messages" in a mail: mail programs open links beforehand, so a button stops them. */
export async function stopPage(c: WebContext, token: string): Promise<Response> {
  const t = say(c, trackMessages)
  return publicPage(
    c,
    { title: t('stopTitle'), menuItem: 'my-input', noIndex: true },
    <Band tight>
      <Confirm
        id="stop"
        level={1}
        title={t('stopTitle')}
        action={pathHere(c, `/my-input/address/${token}/stop`)}
        confirm={t('stopConfirm')}
        cancel={{ href: pathHere(c, '/my-input'), label: t('stopCancel') }}
      >
        <p>{t('stopText')}</p>
      </Confirm>
    </Band>,
  )
}
