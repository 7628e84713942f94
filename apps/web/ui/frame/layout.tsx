import { raw } from 'hono/html'
import type { Child, PropsWithChildren } from 'hono/jsx'
import { HatchPattern } from '../graphics/hatch-pattern.tsx'
import { Icon } from '../icon/icon.tsx'
import { Notice } from '../show/notice.tsx'
import type { PageAssets } from './assets.ts'
import { Mark } from './mark.tsx'

export type NavItem = {
  href: string
  label: string
  /** The page itself, or the part of the site that it is in. */
  current?: boolean
}

/** One language of the site; `href` is this same page in it. */
export interface LanguageLink {
  lang: string
  /** Two letters, as they stand in the header. */
  short: string
  /** Its own name: Nederlands, English. */
  name: string
  href: string
  current?: boolean
}

export type FooterColumn = {
  title: string
  /** Paragraphs above the links. */
  text?: readonly string[]
  links?: readonly { href: string; label: string }[]
}

/** What stands at the top of each page: whose site this is, and the menu. */
export type MastheadProps = {
  organisation: string
  /** Small words under the name: "praat mee", "Werkplek". */
  tagline?: string
  homeHref: string
  /** In the place of our mark; sizes in pixels. Its text is empty where the name beside it says the same. */
  logo?: { src: string; width: number; height: number; alternative: string }
  /** Hoofdmenu */
  mainMenu: string
  nav: readonly NavItem[]
  /** The way to look for something: the sign alone on a phone. */
  search?: NavItem
  /** At the desk, whose menu is long: on a phone all but the brand is behind one button, without a script. */
  fold?: {
    /** Menu */
    label: string
    languages: readonly LanguageLink[]
    /** Taal */
    language: string
    /** Who is signed in and the way out. */
    account: Child
  }
}

/** What stands at the foot of each page. */
export type FootProps = {
  columns?: readonly FooterColumn[]
  /** Said at a form that was sent and got no answer: the network is gone, or the server. */
  noAnswer: { title: string; text: string }
  unsent: UnsentWords
}

/** What is said about text that was typed and not sent yet; the script that keeps it reads it here. */
export type UnsentWords = {
  /** Typed before, and put back. */
  restored: string
  /** The button that throws it away. */
  discard: string
  /** Only at the desk: the address that keeps it, whose it is, and what is said where it could not be kept there. */
  server?: string
  account?: string
  alone?: string
}

export interface LayoutProps {
  lang: string
  /** What this page is; the organisation's name is put behind it. */
  title: string
  /** The page shows what went wrong: the title starts with this word ("Fout"). */
  titlePrefix?: string
  description?: string
  organisation: string
  /** A `Masthead`, or what one was rendered to. */
  masthead: Child
  /** A `Foot`, or what one was rendered to. */
  foot: Child
  languages?: readonly LanguageLink[]
  texts: {
    /** Naar de inhoud */
    skipToContent: string
    /** Taal */
    language: string
  }
  assets: PageAssets
  variant?: 'public' | 'desk'
  /** The one address of this page, absolute. */
  canonical?: string
  /** Absolute address of the site, put before the languages' addresses in hreflang. */
  origin?: string
  /** Not for search engines: personal pages, the desk. */
  noIndex?: boolean
  /** More for <head>: a feed, an Open Graph image. No scripts, no styles. */
  head?: Child
}

const doctype = raw('<!doctype html>')

/** The whole document: head, skip link, header, main, footer. Carries no inline style and no inline script. */
export function Layout(props: PropsWithChildren<LayoutProps>) {
  const { lang, variant = 'public', texts, children } = props
  return (
    <>
      {doctype}
      <html lang={lang}>
        <DocumentHead {...props} />
        <body class={variant === 'desk' ? 'wk-desk' : undefined}>
          <a class="nl-skip-link" href="#content">
            {texts.skipToContent}
          </a>
          <header class="wk-header">
            <div class="wk-wrap">
              {props.masthead}
              {variant === 'public' && props.languages && (
                <Languages languages={props.languages} label={texts.language} />
              )}
            </div>
          </header>
          <main id="content" tabindex={-1}>
            {children}
          </main>
          {props.foot}
        </body>
      </html>
    </>
  )
}

function DocumentHead(props: LayoutProps) {
  const { title, titlePrefix, organisation, description, assets, canonical, noIndex, variant } = props
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${titlePrefix ? `${titlePrefix}: ` : ''}${title} – ${organisation}`}</title>
      {description && <meta name="description" content={description} />}
      {noIndex && <meta name="robots" content="noindex" />}
      {/* What only one person may see is not kept for the back button of the next one at the same device. */}
      {noIndex && <meta name="turbo-cache-control" content="no-cache" />}
      {/* Hovering over a link is not reading it: staff reading is logged, and a server has better things to do. */}
      <meta name="turbo-prefetch" content="false" />
      <link rel="preload" href={assets.textFont} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={assets.stylesheet} data-turbo-track="reload" />
      {variant === 'desk' && (
        <link rel="stylesheet" href={assets.staffStylesheet} data-turbo-track="dynamic" />
      )}
      {assets.theme && <link rel="stylesheet" href={assets.theme} data-turbo-track="reload" />}
      <script type="module" src={assets.script} data-turbo-track="reload"></script>
      {canonical && <link rel="canonical" href={canonical} />}
      <AlternateLinks {...props} />
      {props.head}
    </head>
  )
}

function AlternateLinks({ languages, origin, noIndex }: LayoutProps) {
  if (languages === undefined || origin === undefined || noIndex) return null
  return (
    <>
      {languages.map(({ lang, href }) => (
        <link rel="alternate" hreflang={lang} href={`${origin}${href}`} />
      ))}
    </>
  )
}

/** Whose site this is, and the menu. */
export function Masthead(props: MastheadProps) {
  const { organisation, tagline, homeHref, logo, mainMenu, nav, search, fold } = props
  const menu = <MainMenu label={mainMenu} nav={nav} />
  return (
    <>
      <a class="wk-brand" href={homeHref}>
        {logo ? (
          <img
            class="wk-logo"
            src={logo.src}
            width={logo.width}
            height={logo.height}
            alt={logo.alternative}
          />
        ) : (
          <Mark />
        )}
        <span>
          {organisation}
          {tagline && <small>{tagline}</small>}
        </span>
      </a>
      {fold ? (
        <>
          <button class="wk-menu-button" type="button" popovertarget="menu">
            {fold.label} <Icon name="caret-down" />
          </button>
          <div class="wk-menu" id="menu" popover="auto">
            {menu}
            <div class="wk-account">{fold.account}</div>
            <Languages languages={fold.languages} label={fold.language} />
          </div>
        </>
      ) : (
        <>
          {menu}
          {search && (
            <a
              class="wk-header__search"
              href={search.href}
              aria-current={search.current ? 'page' : undefined}
            >
              <Icon name="magnifying-glass" />
              <span>{search.label}</span>
            </a>
          )}
        </>
      )}
    </>
  )
}

function MainMenu({ label, nav }: { label: string; nav: readonly NavItem[] }) {
  return (
    <nav class="wk-nav" aria-label={label}>
      <ul>
        {nav.map(({ href, label, current }) => (
          <li>
            <a href={href} aria-current={current ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Languages({ languages, label }: { languages: readonly LanguageLink[]; label: string }) {
  if (languages.length === 0) return null
  return (
    <ul class="wk-lang" aria-label={label}>
      {languages.map(({ lang, short, name, href, current }) => (
        <li>
          <a
            href={href}
            lang={lang}
            hreflang={lang}
            aria-current={current ? 'true' : undefined}
            data-turbo="false"
          >
            <span aria-hidden="true">{short}</span>
            <span class="wk-hidden">{name}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The footer, and what a page has with it that is not seen yet. */
export function Foot({ columns, noAnswer, unsent }: FootProps) {
  return (
    <>
      {columns && <Footer columns={columns} />}
      <HatchPattern />
      <template id="no-answer">
        <Notice kind="error" title={noAnswer.title} justHappened>
          {noAnswer.text}
        </Notice>
      </template>
      <template
        id="unsent"
        data-restored={unsent.restored}
        data-discard={unsent.discard}
        data-server={unsent.server}
        data-account={unsent.account}
        data-alone={unsent.alone}
      ></template>
    </>
  )
}

function Footer({ columns }: { columns: readonly FooterColumn[] }) {
  return (
    <footer class="wk-footer">
      <div class="wk-wrap">
        {columns.map(({ title, text, links }) => (
          <div class="wk-stack wk-stack--s">
            <h2>{title}</h2>
            {text?.map((paragraph) => (
              <p>{paragraph}</p>
            ))}
            {links && (
              <ul>
                {links.map(({ href, label }) => (
                  <li>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
    </footer>
  )
}
