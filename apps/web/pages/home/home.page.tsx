import type { Child } from 'hono/jsx'
import type { DossierLine } from '#domains/dossier'
import { publicPage } from '../../frame/page.tsx'
import { say } from '../../frame/say.ts'
import { pathHere, type WebContext } from '../../frame/web.ts'
import { Band, Button, Feature, Field, Heading, Hero, List, Meta, MoreLink, Section } from '../../ui/index.ts'
import { AskForm } from '../answer/tell-us.form.tsx'
import { dossierItem, dossierMeta, LevelTag } from '../dossier/dossier-line.tsx'
import { homeMessages } from './home.messages.ts'

export type HomeView = {
  open: DossierLine[]
  /** A statement to vote on at once, for the first dossier. */
  poll?: Child
  /** What came of input, from the room that knows. */
  outcomes?: Child
}

/** The front page: first say something, then what can be talked about, then what came of it. */
export async function homePage(c: WebContext, { open, poll, outcomes }: HomeView): Promise<Response> {
  const t = say(c, homeMessages)
  const title = (
    <>
      {t('promise1')}
      <br />
      {t('promise2')}
    </>
  )
  return publicPage(
    c,
    { title: t('title'), place: 'take-part', description: t('lead') },
    <>
      <Hero id="say" title={title} lead={t('lead')}>
        <AskForm c={c} />
      </Hero>
      <Band labelledBy="now">
        <Section
          id="now"
          title={t('now')}
          more={<MoreLink href={pathHere(c, '/dossiers')}>{t('all')}</MoreLink>}
        >
          {open.length === 0 ? <p>{t('none')}</p> : <OpenDossiers c={c} open={open} poll={poll} />}
        </Section>
      </Band>
      {outcomes && <Band tone="sunk">{outcomes}</Band>}
      <Band>
        <CodeForm c={c} />
      </Band>
    </>,
  )
}

function OpenDossiers({ c, open, poll }: { c: WebContext; open: DossierLine[]; poll?: Child }) {
  const [first, ...rest] = open
  if (!first) return null
  return (
    <div class="wk-halves">
      <Feature>
        <p>
          <LevelTag c={c} level={first.level} />
        </p>
        <Heading level={3} {...(first.language === c.var.locale ? {} : { lang: first.language })}>
          <a href={pathHere(c, `/dossiers/${first.slug}`)}>{first.question}</a>
        </Heading>
        <Meta items={dossierMeta(c, first)} />
        {poll}
      </Feature>
      <List items={rest.map((line) => dossierItem(c, line))} />
    </div>
  )
}

function CodeForm({ c }: { c: WebContext }) {
  const t = say(c, homeMessages)
  return (
    <Feature>
      <h2>{t('codeTitle')}</h2>
      <form method="post" action={pathHere(c, '/my-input')} class="wk-stack" novalidate>
        <Field
          id="code"
          name="code"
          width="code"
          label={t('codeLabel')}
          description={t('codeHelp')}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          required
        />
        <Button>{t('codeAction')}</Button>
      </form>
    </Feature>
  )
}
