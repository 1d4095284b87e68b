import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { addAccount, enterByLink, logIn, openPage, stepMs, visit } from './office'
import { enterOnce, fillOnce, world } from './world'

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

const open = (page: Page, path: string): Promise<void> => openPage(page, world().office, path)

const step = { timeout: stepMs }

describe('office', { concurrency: false }, () => {
  it('sets the first password by the one-time link', step, async () => {
    const { admin, office } = world()
    await admin.page.goto(`${office.address}/`)
    await admin.page.locator('input[name=login]').waitFor()
    // The first visit asks who is logged in, and nobody is: that is no error.
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
    await enterOnce()
    await admin.page.getByRole('heading', { level: 1 }).waitFor()
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('shows a visitor of an empty store the way in three steps', step, async () => {
    const { admin } = world()
    await open(admin.page, '/')
    assert.equal(await admin.page.locator('ol.steps > li').count(), 3)
    // Commands are for who runs the server.
    assert.equal(await admin.page.locator('.commands').count(), 1)
    const blank = await saved(admin.page, () => admin.page.locator('.template-link a').click())
    assert.equal(blank.name, 'cn.quality-2017.xlsx')
    assert.equal(blank.bytes.subarray(0, 2).toString(), 'PK')
    await admin.page.getByRole('link', { name: '去导入' }).click()
    await admin.page.locator('.template-link a').waitFor()
    assert.equal(await admin.page.locator('.error-box').count(), 0)
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('refuses a wrong password with words', step, async () => {
    const { browser, office } = world()
    const other = await visit(browser, office)
    await other.page.goto(`${office.address}/#/login`)
    await other.page.locator('input[name=login]').fill('admin')
    await other.page.locator('input[name=password]').fill('wrong-password-1')
    await other.page.locator('form button[type=submit]').click()
    await other.page.getByRole('alert').waitFor()
    assert.ok(((await other.page.getByRole('alert').textContent()) ?? '').length > 6)
    assert.deepEqual(other.complaints, [])
    await other.context.close()
  })

  it('takes a zip of tables from import to verdict', step, async () => {
    const { admin } = world()
    await fillOnce()
    assert.match((await admin.page.locator('.verdict-line').textContent()) ?? '', /达标|无法判定/)
    assert.ok((await admin.page.locator('.reasons li').count()) > 0)
    assert.match((await admin.page.locator('main').textContent()) ?? '', /模拟数据/)
    assert.deepEqual(world().admin.complaints, [])
  })

  it('exports tables as CSV and XLSX, charts as PNG and SVG, and the report', step, async () => {
    const { page } = world().admin
    const table = page.locator('.card', { has: page.locator('.chart') }).first()
    const csv = await saved(page, () => table.getByRole('button', { name: 'CSV' }).first().click())
    assert.equal(csv.bytes.subarray(0, 3).toString('hex'), 'efbbbf')
    assert.match(csv.bytes.toString('utf8').slice(1), /^"?模拟数据，不代表任何真实地区"?\r\n"?来源：/)
    const xlsx = await saved(page, () => table.getByRole('button', { name: 'XLSX' }).first().click())
    assert.equal(xlsx.bytes.subarray(0, 2).toString(), 'PK')
    await table.locator('.chart').scrollIntoViewIfNeeded()
    await table.locator('.chart canvas').first().waitFor()
    const svg = await saved(page, () => table.getByRole('button', { name: 'SVG' }).first().click())
    assert.match(svg.bytes.toString(), /<svg[\s\S]+<\/svg>/)
    const png = await saved(page, () => table.getByRole('button', { name: 'PNG' }).first().click())
    assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG')
    const report = await saved(page, () => page.locator('.report-links').getByRole('link', { name: '申报表（XLSX）' }).click())
    assert.equal(report.bytes.subarray(0, 2).toString(), 'PK')
    assert.deepEqual(world().admin.complaints, [])
  })

  it('opens the lineage of a number', step, async () => {
    const { page } = world().admin
    await page.locator('.number-link').first().click()
    await page.locator('.lineage .clauses').first().waitFor()
    assert.match((await page.locator('.lineage').textContent()) ?? '', /公式/)
    await page.keyboard.press('Escape')
    await page.locator('.lineage .clauses').first().waitFor({ state: 'hidden' })
  })

  it('keeps the menu in view, and names the schools that a requirement fails for', step, async () => {
    const { page } = world().admin
    await open(page, world().county)
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    const entry = await page.locator('#nav a').first().boundingBox()
    assert.ok(entry !== null && entry.y >= 0 && entry.y < 900, JSON.stringify(entry))
    const offenders = page.locator('.verdict-panel .offenders').first()
    if ((await offenders.getAttribute('open')) === null) await offenders.locator('summary').click()
    assert.match((await offenders.locator('li').first().textContent()) ?? '', /：.*\d/)
    await offenders.locator('li a').first().click()
    await page.waitForURL(/\/school\//)
    assert.deepEqual(world().admin.complaints, [])
  })

  it('says what a school lacks, and fills it up to the standard', step, async () => {
    const { page } = world().admin
    await open(page, `${world().county}/what-if`)
    const lack = page.locator('.lacks li').filter({ has: page.getByRole('button', { name: /补足到标准/ }) }).first()
    const what = (await lack.locator('strong').first().textContent()) ?? ''
    await lack.getByRole('button').click()
    await page.locator('.lacks strong').getByText(what, { exact: true }).waitFor({ state: 'detached' })
    assert.equal(await page.locator('li.chip').count(), 1)
    assert.deepEqual(world().admin.complaints, [])
  })

  it('shows the verdict of a change at once, takes it back, and saves it as a scenario', step, async () => {
    const { page } = world().admin
    await open(page, `${world().county}/what-if`)
    await page.locator('[data-test=after]').waitFor()
    const first = page.locator('.measure').first()
    const box = first.locator('.el-input-number input')
    const recorded = await box.inputValue()
    await box.fill(String(Number(recorded) + 20))
    await box.press('Enter')
    await page.locator('li.chip').first().waitFor()
    assert.equal(await page.locator('li.chip').count(), 1)
    await page.getByRole('button', { name: '撤销' }).click()
    await page.locator('li.chip').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '重做' }).click()
    await page.getByRole('button', { name: '保存为方案' }).click()
    await page.locator('input[name=scenario]').fill('增加二十')
    await page.getByRole('button', { name: '另存为新方案' }).click()
    await page.getByText('正在修改方案“增加二十”').waitFor()
    await open(page, `${world().county}/scenarios`)
    await page.getByRole('link', { name: '增加二十' }).waitFor()
    await page.locator('.data-table-row .el-checkbox').first().click()
    await page.getByRole('heading', { name: '方案比较' }).waitFor()
    assert.deepEqual(world().admin.complaints, [])
  })

  it('is walked by keyboard alone', step, async () => {
    const { page } = world().admin
    await open(page, `${world().county}/schools`)
    await page.locator('[data-cell="0-0"]').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(() => (document.activeElement as HTMLElement).dataset.cell === '1-1')
    await page.keyboard.press('Home')
    await page.waitForFunction(() => (document.activeElement as HTMLElement).dataset.cell === '1-0')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/school\//)
    await page.locator('h1').waitFor()
  })

  it('gives a viewer of one county neither more pages nor other areas', step, async () => {
    const { page } = world().admin
    const { browser, office } = world()
    const link = await addAccount(page, office, 'viewer', /area\/(\d+)/.exec(world().county)?.[1] ?? '')
    const viewer = await visit(browser, office)
    await enterByLink(viewer.page, link)
    await viewer.page.locator('.verdict-panel').waitFor()
    const entries = (await viewer.page.locator('#nav').textContent()) ?? ''
    for (const hidden of ['导入', '账户', '审计日志', '备份']) assert.ok(!entries.includes(hidden), hidden)
    await open(viewer.page, '/import')
    assert.equal(await viewer.page.locator('input[type=file]').count(), 0)
    assert.equal(await viewer.page.locator('.area-path a').count(), 0)
    assert.deepEqual(viewer.complaints, [])
    await viewer.context.close()
  })

  it('speaks English as well', step, async () => {
    const { browser, office } = world()
    const english = await visit(browser, office, { language: 'en' })
    await logIn(english.page, office, 'admin')
    await open(english.page, world().county)
    await english.page.locator('.verdict-panel').waitFor()
    assert.match((await english.page.locator('.verdict-line').textContent()) ?? '', /Met|Not met|Unknown/)
    const panel = english.page.locator('.verdict-panel')
    // Names of schools are Chinese in either language.
    const names = await panel.locator('.offenders a').allTextContents()
    const words = names.reduce((text, name) => text.replaceAll(name, ''), (await panel.textContent()) ?? '')
    assert.ok(!/[\u4e00-\u9fff]/.test(words.replaceAll(/示\S*/g, '')), words)
    assert.deepEqual(english.complaints, [])
    await english.context.close()
  })
})
