import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { pathHere, type Web, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Band, ButtonLink, PageHead, Section } from '#web/ui'
import { say } from '#web/words'
import { aboutMessages } from './about.messages.ts'

/** How this site treats people: who can use it, and what is kept of them. */
export const aboutRoutes = new Hono<Web>()

aboutRoutes.get('/accessibility', (c) => {
  const t = say(c, aboutMessages)
  const { phone, opening_hours: hours } = c.var.organisation
  return textPage(c, { title: t('accessibilityTitle'), lead: t('accessibilityLead') }, [
    { id: 'standard', title: t('standardTitle'), body: <p>{t('standard')}</p> },
    {
      id: 'tested',
      title: t('testedTitle'),
      body: (
        <ul class="wk-bullets">
          {[t('tested1'), t('tested2'), t('tested3'), t('tested4')].map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      ),
    },
    { id: 'known', title: t('knownTitle'), body: <p>{t('known')}</p> },
    {
      id: 'tell',
      title: t('tellTitle'),
      body: (
        <>
          <p>
            {t('tell')} {phone && t('call', { phone, hours })}
          </p>
          <ButtonLink href={pathHere(c, '/tell-us')}>{t('tellAction')}</ButtonLink>
        </>
      ),
    },
  ])
})

aboutRoutes.get('/your-data', (c) => {
  const t = say(c, aboutMessages)
  const parts = ['votes', 'admission', 'ask', 'code', 'notice', 'cookies', 'rights'] as const
  return textPage(
    c,
    { title: t('dataTitle'), lead: t('dataLead') },
    parts.map((part) => ({ id: part, title: t(`${part}Title`), body: <p>{t(part)}</p> })),
  )
})

function textPage(
  c: WebContext,
  { title, lead }: { title: string; lead: string },
  parts: { id: string; title: string; body: Child }[],
): Promise<Response> {
  return publicPage(
    c,
    { title, description: lead },
    <Band tight>
      <PageHead title={title} lead={lead} />
      {parts.map((part) => (
        <Section id={part.id} title={part.title} gap="s">
          {part.body}
        </Section>
      ))}
    </Band>,
  )
}
