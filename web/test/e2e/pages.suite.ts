/** Every page in both languages, on a wide screen and a phone, light and dark: looked at for faults of access, of width and of the console. */
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { logIn, openPage, stepMs, visit, type Visit } from './office'
import { fillOnce, world } from './world'

let school = ''

const guidelines = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] } as const

/**
 * Faults of access of every weight, in words. The page is given axe once, and hands back the violations alone: with all that was found in
 * order, a page of many tables takes many times as long.
 */
async function accessFaults(page: Page, runOnly: axe.RunOnly = { ...guidelines, values: [...guidelines.values] }): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return await page.evaluate(async (options) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, options)
    return violations.map((fault) => `${fault.id} (${fault.impact}): ${fault.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)
  }, { runOnly, resultTypes: ['violations'], preload: false } satisfies axe.RunOptions)
}

function pages(): string[] {
  const { county, top } = world()
  return [
    top, county, `${county}/schools`, school, `${county}/what-if`, `${county}/compare`, `${county}/monitors`, `${county}/review`, `${county}/forecast`, `${top}/forecast`, `${county}/league`, `${county}/scenarios`,
    '/import', '/snapshots', '/admin/accounts', '/admin/settings', '/admin/boundaries', '/admin/audit', '/admin/backups', '/account', '/no-such-page'
  ]
}

/** Language and theme by the buttons of the header, so that a page is loaded once for all its looks. */
async function setLanguage({ page, settle }: Visit, language: 'zh' | 'en'): Promise<void> {
  if ((await page.locator('html').getAttribute('lang')) === (language === 'zh' ? 'zh-CN' : 'en')) return
  await page.locator('.header-button', { hasText: language === 'zh' ? '中文' : 'English' }).click()
  await page.locator(`html[lang=${language === 'zh' ? 'zh-CN' : 'en'}]`).waitFor()
  await settle()
}
async function setDark(page: Page, isDark: boolean): Promise<void> {
  for (let press = 0; press < 3 && (await page.evaluate(() => document.documentElement.classList.contains('dark'))) !== isDark; ++press)
    await page.locator('.header-button[title]').click()
  // Colours that are still on their way from one theme to the other are neither's.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished.catch(() => undefined))))
}

/** What a reader would stumble over: keys in place of words, Chinese words of our own on an English page, a page wider than the screen. */
async function looks(page: Page, width: number, language: 'zh' | 'en'): Promise<string[]> {
  const faults: string[] = []
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  if (wide > width) faults.push(`${wide} px wide on a screen of ${width}`)
  const { buttons, text } = await page.evaluate(() => ({
    buttons: [...document.querySelectorAll('main button, main h1, main h2, #nav a, main label > span')].map((one) => one.textContent ?? '').join('\n'),
    text: document.querySelector('main')?.textContent ?? ''
  }))
  // Names of areas and schools, and titles of documents, are Chinese in either language.
  const chinese = buttons.split('\n').filter((one) => /[\u4e00-\u9fff]/.test(one) && !/示|县|市|省|乡|镇|中学|小学|学校|督导|条件|配置/.test(one))
  if (language === 'en' && chinese.length > 0) faults.push(`Chinese: ${chinese.slice(0, 3).join(', ')}`)
  const key = /\b(?:nav|school|forecast|area|item|indicator|finding|county|upload_state|state_box)\.[a-z][a-z_A-Z]+\b/.exec(text)
  if (key !== null) faults.push(`key ${key[0]}`)
  return faults
}

/** On a phone the first cell of a row names it, and what decides lies within the table's width; no text is cut. */
async function tableFaults(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.data-table-scroller')].flatMap((table) => {
      const box = table.getBoundingClientRect()
      const row = table.querySelector('.data-table-row')
      if (row === null || box.width === 0) return []
      const named = table.getAttribute('aria-label') ?? ''
      const [lead] = row.querySelectorAll('.data-table-cell')
      const keys = [...row.querySelectorAll('.is-key')]
      const cut = [...row.querySelectorAll('.data-table-cell')].find((cell) => cell.scrollWidth > cell.clientWidth + 1)
      return [
        lead?.classList.contains('is-lead') === true && (lead.textContent ?? '').trim() !== '' && Math.abs(lead.getBoundingClientRect().left - box.left) < 2 ? '' : `${named}: the row does not begin with its name`,
        row.querySelectorAll('.data-table-cell').length === 1 || keys.length > 0 ? '' : `${named}: nothing decides`,
        ...keys.map((key) => (key.getBoundingClientRect().right <= box.right + 1 ? '' : `${named}: ${key.textContent} lies beyond the screen`)),
        cut === undefined ? '' : `${named}: ${cut.textContent} is cut`
      ].filter((fault) => fault !== '')
    })
  )
}
async function phoneTableFaults({ page, settle }: Visit, height: number): Promise<string[]> {
  const faults = (await tableFaults(page)).map((fault) => `390 ${fault}`)
  await page.setViewportSize({ width: 360, height })
  await settle()
  faults.push(...(await tableFaults(page)).map((fault) => `360 ${fault}`))
  await page.setViewportSize({ width: 390, height })
  await settle()
  return faults
}

async function walk(size: 'wide' | 'phone', width: number): Promise<void> {
  const { office, browser } = world()
  const one: Visit = await visit(browser, office, { width, height: size === 'wide' ? 900 : 844 })
  await logIn(one.page, office, 'admin')
  const faults: string[] = []
  for (const path of pages()) {
    await setDark(one.page, false)
    await openPage(one.page, office, path)
    const found: string[] = []
    await setLanguage(one, 'zh')
    found.push(...(await looks(one.page, width, 'zh')))
    found.push(...(await accessFaults(one.page)))
    if (size === 'phone') found.push(...(await phoneTableFaults(one, 844)))
    // Colours and names are those of the wide screen.
    if (size === 'wide') {
      await setDark(one.page, true)
      found.push(...(await accessFaults(one.page, { type: 'rule', values: ['color-contrast'] })).map((fault) => `dark ${fault}`))
    }
    await setLanguage(one, 'en')
    found.push(...(await looks(one.page, width, 'en')).map((fault) => `en ${fault}`))
    if (size === 'phone') found.push(...(await phoneTableFaults(one, 844)).map((fault) => `en ${fault}`))
    if (size === 'wide') found.push(...(await accessFaults(one.page, { type: 'rule', values: ['button-name', 'link-name', 'label', 'aria-input-field-name', 'html-has-lang'] })).map((fault) => `en ${fault}`))
    faults.push(...found.map((fault) => `${size} ${path} ${fault}`))
  }
  assert.deepEqual(faults, [])
  assert.deepEqual(one.complaints, [])
  assert.deepEqual(one.refused, [])
  await one.context.close()
}

describe('every page', { concurrency: false }, () => {
  before(async () => {
    await fillOnce()
    const { admin, office, county } = world()
    await openPage(admin.page, office, `${county}/schools`)
    await admin.page.locator('.data-table-row a').first().click()
    await admin.page.waitForURL(/\/school\//)
    school = new URL(admin.page.url()).hash.slice(1)
  })
  it('is sound on a wide screen', { timeout: 2 * stepMs }, () => walk('wide', 1400))
  it('is sound on a phone', { timeout: 2 * stepMs }, () => walk('phone', 390))
  it('opens the menu of a phone, and the skip link leads past it', { timeout: stepMs }, async () => {
    const { office, browser, county } = world()
    const phone = await visit(browser, office, { width: 390, height: 844 })
    await logIn(phone.page, office, 'admin')
    await openPage(phone.page, office, county)
    await phone.page.keyboard.press('Tab')
    assert.equal(await phone.page.evaluate(() => document.activeElement?.className), 'skip-link')
    await phone.page.keyboard.press('Enter')
    assert.equal(await phone.page.evaluate(() => document.activeElement?.id), 'main')
    await phone.page.getByRole('button', { name: '菜单' }).click()
    await phone.page.locator('#nav').waitFor({ state: 'visible' })
    assert.deepEqual(phone.complaints, [])
    await phone.context.close()
  })
})
