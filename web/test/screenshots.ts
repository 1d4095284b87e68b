/** Pictures of every page, in both languages, wide and on a phone, into docs/images/web; the server and its data are made for it. */
import { mkdirSync } from 'node:fs'
import { enterByLink, generatedZip, importZip, logIn, openBrowser, openFirstCounty, openPage, scratchFolder, startOffice, visit } from './e2e/office'

const target = new URL('../../docs/images/web', import.meta.url).pathname
mkdirSync(target, { recursive: true })
const folder = scratchFolder()
const [office, browser] = await Promise.all([startOffice(folder), openBrowser()])
const first = await visit(browser, office)
await enterByLink(first.page, office.adminLink)
await importZip(first.page, office, generatedZip(folder))
const province = new URL(first.page.url()).hash.slice(1)
await openFirstCounty(first.page)
const county = new URL(first.page.url()).hash.slice(1)
await first.page.goto(`${office.address}/#${county}/schools`)
await first.page.locator('.data-table-row a').first().click()
await first.page.waitForURL(/\/school\//)
const school = new URL(first.page.url()).hash.slice(1)

const pages: [string, string][] = [
  ['overview', county], ['province', province], ['schools', `${county}/schools`], ['school', school], ['what-if', `${county}/what-if`], ['compare', `${county}/compare`],
  ['monitors', `${county}/monitors`], ['review', `${county}/review`], ['league', `${province}/league`], ['import', '/import'], ['snapshots', '/snapshots'],
  ['accounts', '/admin/accounts'], ['settings', '/admin/settings'], ['audit', '/admin/audit'], ['backups', '/admin/backups'], ['account', '/account']
]
const longest = { wide: 1800, phone: 1500 }
for (const language of ['zh', 'en'] as const)
  for (const [size, width] of [['wide', 1440], ['phone', 390]] as const) {
    const one = await visit(browser, office, { language, width, height: 900 })
    await logIn(one.page, office, 'admin')
    for (const [name, path] of pages) {
      await one.page.setViewportSize({ width, height: 900 })
      await openPage(one.page, office, path)
      const height = await one.page.evaluate(() => document.documentElement.scrollHeight)
      await one.page.setViewportSize({ width, height: Math.min(Math.max(height, 600), longest[size]) })
      await one.page.waitForTimeout(1500)
      await one.page.screenshot({ path: `${target}/${name}.${language}.${size}.png` })
    }
    await one.context.close()
  }
await browser.close()
await office.stop()
