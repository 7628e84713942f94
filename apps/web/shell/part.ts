import type { Child } from 'hono/jsx'
import type { Permission } from '#domains/people'
import type { WebApp, WebContext } from '#web/http'
import type { PageAssets } from '#web/ui'

/** The entries of the menus, in the order in which they stand. */
const publicItems = ['take-part', 'outcomes', 'my-input'] as const
const deskItems = [
  'inbox',
  'listen',
  'dossiers',
  'responses',
  'appeals',
  'staff',
  'organisation',
  'condition',
] as const

/** Which entry of the menu a page belongs to. */
export type PublicItem = (typeof publicItems)[number]
export type DeskItem = (typeof deskItems)[number]

/** A way to a page, in the language of the request. */
export type WayTo = { path: string; label: (c: WebContext) => string }

export type MenuEntry = WayTo & { menuItem: PublicItem }
/** An entry with a permission shows to staff who have it; the page behind it asks for it too. */
export type DeskMenuEntry = Omit<WayTo, 'path'> & { menuItem: DeskItem; permission?: Permission }

/** A part of the site: its pages, and what leads to them from every other page. */
export type Part = {
  /** Pages for everybody. */
  residents?: WebApp[]
  /** Pages for staff: their addresses begin after `/desk`, and whoever is not signed in reaches none of them. */
  desk?: WebApp[]
  menu?: MenuEntry[]
  deskMenu?: DeskMenuEntry[]
  /** Ways at the foot of each page for residents: to take part, and how we work. */
  footer?: { participate?: WayTo[]; how?: WayTo[] }
}

/** Room to ask something, at the end of a page; about a dossier where the page is of one. */
export type AskUs = (props: { c: WebContext; dossier?: string }) => Child

/** What stands around every page; put together once, at the start. */
export type Shell = {
  assets: PageAssets
  menu: MenuEntry[]
  deskMenu: DeskMenuEntry[]
  footer: { participate: WayTo[]; how: WayTo[] }
  AskUs: AskUs
}

declare module 'hono' {
  interface ContextVariableMap {
    shell: Shell
  }
}

/** Puts menus and footer together from all parts. */
export function shellOf(parts: Part[], own: Pick<Shell, 'assets' | 'AskUs'>): Shell {
  const menu = parts.flatMap((part) => part.menu ?? [])
  const deskMenu = parts.flatMap((part) => part.deskMenu ?? [])
  return {
    ...own,
    menu: publicItems.flatMap((menuItem) => menu.filter((entry) => entry.menuItem === menuItem)),
    deskMenu: deskItems.flatMap((menuItem) => deskMenu.filter((entry) => entry.menuItem === menuItem)),
    footer: {
      participate: parts.flatMap(({ footer }) => footer?.participate ?? []),
      how: parts.flatMap(({ footer }) => footer?.how ?? []),
    },
  }
}
