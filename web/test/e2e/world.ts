/** One server, one store and one browser for all suites of a run. */
import { after, before } from 'node:test'
import type { Browser } from 'playwright-core'
import { enterByLink, generatedZip, importZip, openBrowser, openFirstCounty, scratchFolder, startOffice, visit, type Office, type Visit } from './office'

export interface World {
  office: Office
  browser: Browser
  /** Of the administrator, who has not been in yet. */
  admin: Visit
  /** Addresses of pages within the site, once there are data. */
  top: string
  county: string
}

const made: Partial<World> = {}

export function world(): World {
  return made as World
}

/** Sets the administrator's password, if nobody has yet. */
export async function enterOnce(): Promise<void> {
  const { admin, office } = world()
  if ((await admin.page.locator('#nav').count()) === 0) await enterByLink(admin.page, office.adminLink)
}

/** Has a made-up province of three counties and three years taken over, if there is none yet. */
export async function fillOnce(): Promise<void> {
  await enterOnce()
  if (made.county !== undefined) return
  const { admin, office } = world()
  await importZip(admin.page, office, generatedZip(office.folder))
  made.top = new URL(admin.page.url()).hash.slice(1)
  await openFirstCounty(admin.page)
  made.county = new URL(admin.page.url()).hash.slice(1)
}

before(async () => {
  ;[made.office, made.browser] = await Promise.all([startOffice(scratchFolder()), openBrowser()])
  made.admin = await visit(made.browser, made.office)
})
after(async () => {
  await made.browser?.close()
  await made.office?.stop()
})
