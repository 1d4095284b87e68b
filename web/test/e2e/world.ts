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

/** A school whose pupils are 3 in every year: what accounts without small_count:read may not see. */
export const tinySchool = '2113010010'
function withTinySchool(name: string, table: string): string {
  const line = (rest: string): RegExp => new RegExp(`^(${tinySchool},${rest}`, 'gm')
  if (name === 'stage_facts.csv') return table.replace(line('\\d+,primary,)9,(.*),9,0(\r?)$'), '$13,$2,3,0$3')
  if (name === 'classes.csv') return table.replace(line('\\d+,\\d,1,)3(\r?)$'), '$11$2')
  if (name !== 'grade_facts.csv') return table
  return table.replace(line('\\d+,\\d,)3,\\d,1,(3?),(3?),'), (_all, start: string, entrants: string, graduates: string) => `${start}1,1,1,${entrants && '1'},${graduates && '1'},`)
}

/** Has a made-up province of three counties and three years taken over, if there is none yet. */
export async function fillOnce(): Promise<void> {
  await enterOnce()
  if (made.county !== undefined) return
  const { admin, office } = world()
  await importZip(admin.page, office, generatedZip(office.folder, { edit: withTinySchool }))
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
