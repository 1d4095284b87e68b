/** Every page, looked at for faults of access and for the width of a phone. Takes minutes on a busy machine. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { enterByLink, generatedZip, importZip, logIn, openBrowser, openFirstCounty, openPage, scratchFolder, startOffice, visit, type Office, type Visit } from './office'

let office: Office
let browser: Browser
let admin: Visit
let county = ''

before(async () => {
  const folder = scratchFolder()
  ;[office, browser] = await Promise.all([startOffice(folder), openBrowser()])
  admin = await visit(browser, office)
  await enterByLink(admin.page, office.adminLink)
  await importZip(admin.page, office, generatedZip(folder))
  await openFirstCounty(admin.page)
  county = new URL(admin.page.url()).hash.slice(1)
})
after(async () => {
  await browser?.close()
  await office?.stop()
})

const open = (page: Page, path: string): Promise<void> => openPage(page, office, path)

/** Serious and critical faults of access, in words. Only violations are written out: a page of many tables takes minutes otherwise. */
async function accessFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).options({ resultTypes: ['violations'] }).analyze()
  return violations.filter((fault) => fault.impact === 'serious' || fault.impact === 'critical').map((fault) => `${fault.id}: ${fault.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
}

const walkThroughPages = { timeout: 240_000 }

describe('every page', { concurrency: false }, () => {
  const pages = (): string[] => [
    county, `${county}/schools`, `${county}/what-if`, `${county}/compare`, `${county}/monitors`, `${county}/review`, `${county}/league`, `${county}/scenarios`,
    '/import', '/snapshots', '/admin/accounts', '/admin/settings', '/admin/boundaries', '/admin/audit', '/admin/backups', '/account'
  ]

  it('has no serious fault of access on any page, light and dark', walkThroughPages, async () => {
    const faults: string[] = []
    for (const path of pages()) {
      await open(admin.page, path)
      faults.push(...(await accessFaults(admin.page)).map((fault) => `${path} ${fault}`))
    }
    const dark = await visit(browser, office, { theme: 'dark' })
    await logIn(dark.page, office, 'admin')
    for (const path of [county, `${county}/what-if`, '/admin/accounts']) {
      await open(dark.page, path)
      faults.push(...(await accessFaults(dark.page)).map((fault) => `dark ${path} ${fault}`))
    }
    assert.deepEqual(faults, [])
    assert.deepEqual([...admin.complaints, ...dark.complaints], [])
    await dark.context.close()
  })

  it('fits a phone: no page is wider than the screen', walkThroughPages, async () => {
    const phone = await visit(browser, office, { width: 390, height: 844 })
    await logIn(phone.page, office, 'admin')
    for (const path of pages()) {
      await open(phone.page, path)
      const width = await phone.page.evaluate(() => document.documentElement.scrollWidth)
      assert.ok(width <= 390, `${path}: ${width}`)
    }
    await phone.page.getByRole('button', { name: '菜单' }).click()
    await phone.page.locator('#nav').waitFor({ state: 'visible' })
    assert.deepEqual(phone.complaints, [])
    await phone.context.close()
  })
})
