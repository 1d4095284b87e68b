/** Pictures of every page, in both languages, wide and on a phone, into docs/gallery; the server and its data, all made up, are made for it. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { enterByLink, generatedZip, importZip, logIn, openBrowser, openFirstCounty, openPage, scratchFolder, sendUpload, startOffice, visit } from './e2e/office'

const target = new URL('../../docs/gallery', import.meta.url).pathname
mkdirSync(target, { recursive: true })
for (const name of readdirSync(target)) if (name.endsWith('.webp')) rmSync(`${target}/${name}`)
const folder = scratchFolder()
const [office, browser] = await Promise.all([startOffice(folder), openBrowser()])
const first = await visit(browser, office)
await enterByLink(first.page, office.adminLink)

/** The part of a page that a reader sees first, in WebP: small enough to stand in the repository. */
async function picture(page: Page, name: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  const { data } = (await cdp.send('Page.captureScreenshot', { format: 'webp', quality: 45 })) as { data: string }
  await cdp.detach()
  writeFileSync(`${target}/${name}.webp`, Buffer.from(data, 'base64'))
}

const longest = { wide: 1250, phone: 1000 }
const sizes = [['wide', 1280], ['phone', 390]] as const
const languages = ['zh', 'en'] as const
/** `prepare` does what a reader does before the page is as it is shown. */
type Shot = [name: string, path: string, prepare?: (page: Page) => Promise<void>]

async function shoot(shots: Shot[], login: 'admin' | null = 'admin'): Promise<void> {
  for (const language of languages)
    for (const [size, width] of sizes) {
      const one = await visit(browser, office, { language, width, height: 900 })
      if (login !== null) await logIn(one.page, office, login)
      for (const [name, path, prepare] of shots) {
        // Of the dark look one picture tells enough.
        if (name === 'county-dark' && (language !== 'zh' || size !== 'wide')) continue
        await one.page.setViewportSize({ width, height: 900 })
        await openPage(one.page, office, path)
        await prepare?.(one.page)
        const height = await one.page.evaluate(() => document.documentElement.scrollHeight)
        await one.page.setViewportSize({ width, height: Math.min(Math.max(height, 500), longest[size]) })
        await one.page.waitForTimeout(400)
        await picture(one.page, `${name}.${language}.${size}`)
      }
      await one.context.close()
    }
}

const fillCounty = async (page: Page): Promise<void> => {
  await page.locator('[data-test=fill-county]').click()
  await page.locator('[data-test=fill-report]').waitFor()
}

await shoot([['login', '/login']], null)
await shoot([['home', '/'], ['missing', '/nowhere']])
const zip = generatedZip(folder, { counties: 6, schools: 180 })
await importZip(first.page, office, zip)
const top = new URL(first.page.url()).hash.slice(1)
await openFirstCounty(first.page)
const county = new URL(first.page.url()).hash.slice(1)
await openPage(first.page, office, `${county}/schools`)
await first.page.locator('.data-table-row a').first().click()
await first.page.waitForURL(/\/school\//)
const school = new URL(first.page.url()).hash.slice(1)
await sendUpload(first.page, office, '示例县.zip', generatedZip(folder, { counties: 1, schools: 20, seed: 9, years: 1, edit: (name, text) => (name === 'stage_facts.csv' ? text.replace(/^(\d[^\n]*?,)\d+(\r?)$/m, '$1abc$2') : text) }))
const upload = new URL(first.page.url()).hash.slice(1)

await openPage(first.page, office, `${county}/what-if`)
await fillCounty(first.page)
await first.page.locator('.fill-report .lack-fill button').first().click()
await first.page.locator('input[name=scenario]').fill('全县补齐')
await first.page.keyboard.press('Enter')
await first.page.locator('input[name=scenario]').waitFor({ state: 'hidden' })

const dark = async (page: Page): Promise<void> => page.evaluate(() => document.documentElement.classList.add('dark'))
const lineage = async (page: Page): Promise<void> => {
  await page.locator('.number-link').first().click()
  await page.locator('.lineage .clauses').first().waitFor()
}
await shoot([
  ['province', top], ['county', county], ['county-dark', county, dark], ['lineage', county, lineage], ['schools', `${county}/schools`], ['school', school], ['what-if', `${county}/what-if`], ['scenarios', `${county}/scenarios`],
  ['compare', `${county}/compare`], ['monitors', `${county}/monitors`], ['review', `${county}/review`], ['forecast', `${county}/forecast`], ['league', `${top}/league`], ['import', '/import'], ['preview', upload], ['snapshots', '/snapshots'],
  ['accounts', '/admin/accounts'], ['settings', '/admin/settings'], ['boundaries', '/admin/boundaries'], ['audit', '/admin/audit'], ['backups', '/admin/backups'], ['account', '/account'],
  // Its changes are not saved: no other page is opened after it.
  ['filled', `${county}/what-if`, fillCounty]
])
await browser.close()
await office.stop()
