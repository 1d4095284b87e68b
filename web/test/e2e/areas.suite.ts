/** From the top down: which counties fail and by what, whose data a visitor sees, lists above counties, monitors that unfold. */
import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import { addAccount, enterByLink, generatedZip, importZip, openPage, stepMs, visit } from './office'
import { fillOnce, world } from './world'

const step = { timeout: stepMs }

describe('areas', { concurrency: false }, () => {
  before(fillOnce)
  beforeEach(() => {
    const { admin } = world()
    for (const list of [admin.complaints, admin.refused]) list.length = 0
  })

  it('names the counties that fail, by what and by how much, the worst first', step, async () => {
    const { admin, office, top } = world()
    const { page } = admin
    await openPage(page, office, top)
    const rows = page.locator('.card', { has: page.getByRole('heading', { name: '哪些县未达标，差在哪里' }) }).locator('.data-table').first().locator('.data-table-row')
    await rows.first().waitFor()
    assert.equal(await rows.count(), 3)
    const unmet = await rows.locator('[aria-colindex="3"]').allTextContents()
    assert.deepEqual([...unmet].sort((a, b) => Number(b) - Number(a)), unmet)
    assert.match((await rows.first().textContent()) ?? '', /未达标/)
    assert.match((await rows.first().locator('.line-value').first().textContent()) ?? '', /\d/)
    await rows.first().getByRole('link').click()
    await page.locator('.reasons').waitFor()
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('passes over levels with one area below, and names them in the path', step, async () => {
    const { admin, office, top, county } = world()
    const { page } = admin
    const run = /run\/(\d+)/.exec(top)?.[1] ?? ''
    await openPage(page, office, county)
    const path = page.locator('.area-path li')
    assert.equal(await path.count(), 3)
    assert.equal(await path.nth(0).locator('a').count(), 0)
    assert.equal(await path.nth(1).locator('a').count(), 1)
    await openPage(page, office, `/run/${run}/area/-`)
    await page.locator('.verdict-panel').waitFor()
    assert.equal(new URL(page.url()).hash.slice(1), top)
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('sorts and searches the schools of a city at the server', step, async () => {
    const { admin, office, top } = world()
    const { page } = admin
    await openPage(page, office, `${top}/schools`)
    const names = page.locator('.data-table-row [aria-colindex="1"] a')
    await names.first().waitFor()
    const heads = await page.locator('.data-table-title').allTextContents()
    assert.ok(heads.some((head) => head.startsWith('县')), heads.join())
    const sorted = page.waitForResponse((response) => /schools\?.*sort=pupils/.test(response.url()))
    await page.locator('.data-table-title', { hasText: '学生数' }).getByRole('button').click()
    await sorted
    const column = heads.findIndex((head) => head.startsWith('学生数')) + 1
    await page.waitForFunction((at) => {
      const counts = [...document.querySelectorAll('.data-table-row')].slice(0, 5).map((row) => row.querySelector(`[role=gridcell][aria-colindex="${at}"]`)?.textContent ?? '')
      return counts.length === 5 && counts.every((text) => /\d/.test(text))
    }, column)
    const found = page.waitForResponse((response) => /schools\?.*q=/.test(response.url()))
    await page.locator('.data-table-search input').fill('第一')
    await found
    await page.waitForFunction(() => [...document.querySelectorAll('.data-table-row [aria-colindex="1"] a')].every((name) => name.textContent?.includes('第一')))
    assert.ok((await names.count()) > 0)
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('shows monitors as headlines, and their tables as they are unfolded', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/monitors`)
    await page.locator('.headline-card').first().waitFor()
    assert.equal(await page.locator('.data-table').count(), 0)
    await page.locator('.report-group > summary').first().focus()
    await page.keyboard.press('Enter')
    await page.locator('.report-group .data-table').first().waitFor()
    await page.locator('.headline-card').last().getByRole('button').click()
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SUMMARY')
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('moves a forecast with its sliders, by the keyboard too', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/forecast`)
    const headline = page.locator('.forecast-headline')
    await headline.waitFor()
    const before = await headline.textContent()
    assert.match(before ?? '', /80%区间/)
    const chart = page.locator('.chart-canvas').first()
    await chart.scrollIntoViewIfNeeded()
    await chart.locator('canvas').first().waitFor()
    const asked = page.waitForResponse((response) => /forecast\?.*migration=0\.99/.test(response.url()))
    await page.locator('input[name=migration]').focus()
    for (let step = 0; step < 10; ++step) await page.keyboard.press('ArrowLeft')
    await asked
    await page.waitForFunction((text) => document.querySelector('.forecast-headline')?.textContent !== text, before)
    assert.equal(await page.locator('input[name=migration]').getAttribute('aria-valuetext'), '-1.0%')
    // The numbers of the table are those of the answer: fewer pupils than before in every year.
    await page.getByRole('button', { name: '取消调整' }).click()
    await page.waitForFunction((text) => document.querySelector('.forecast-headline')?.textContent === text, before)
    const files = page.waitForEvent('download')
    await page.locator('.data-table .export-menu').first().getByRole('button', { name: 'CSV' }).click()
    assert.match((await files).suggestedFilename(), /\.csv$/)
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('asks for teachers and settlements apart, when they come near the view, and moves them with the sliders', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/forecast`)
    await page.locator('.forecast-headline').waitFor()
    const first = page.waitForResponse((response) => response.url().includes('/forecast/plan?'))
    await page.locator('.chip', { hasText: '教师：' }).focus()
    await page.keyboard.press('Enter')
    assert.equal((await first).status(), 200)
    assert.equal(await page.evaluate(() => document.activeElement?.tagName === 'H2' && document.activeElement.closest('section')?.id), 'forecast-teachers')
    const chart = page.locator('#forecast-teachers .chart-canvas')
    await chart.locator('canvas').first().waitFor()
    const before = await chart.getAttribute('aria-label')
    assert.match(before ?? '', /小学需要 [\d,.]+/)
    const years = page.locator('.card', { has: page.getByRole('heading', { name: '各学年需要和应补充的教师' }) })
    assert.equal(await years.locator('.data-table-row').count(), 5)
    const settlements = page.locator('.card', { has: page.getByRole('heading', { name: '各居民点在校生（人）' }) })
    await settlements.locator('.data-table-row').first().waitFor()
    const moved = page.waitForResponse((response) => /forecast\/plan\?.*migration=0\.95/.test(response.url()))
    await page.locator('input[name=migration]').focus()
    await page.keyboard.press('Home')
    await moved
    await page.waitForFunction((text) => document.querySelector('#forecast-teachers .chart-canvas')?.getAttribute('aria-label') !== text, before)
    const files = page.waitForEvent('download')
    await settlements.locator('.export-menu').getByRole('button', { name: 'XLSX' }).click()
    assert.match((await files).suggestedFilename(), /\.xlsx$/)
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('draws the words of a chart without any style in the page', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, county)
    const chart = page.locator('.chart-canvas').first()
    await chart.scrollIntoViewIfNeeded()
    await chart.locator('canvas').first().waitFor()
    const picture = (): Promise<string> => chart.evaluate((box) => [...box.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join())
    const before = await picture()
    const height = (await chart.boundingBox())?.height ?? 0
    // Down the bars until one tells its numbers.
    for (let y = 20; y < height && (await picture()) === before; y += 12) await chart.hover({ position: { x: 300, y } })
    assert.notEqual(await picture(), before)
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('opens for everybody the data of the own area, not the newest import of anybody', step, async () => {
    const { admin, browser, office, top, county } = world()
    const { page } = admin
    // A later year of another, smaller place.
    await importZip(page, office, generatedZip(office.folder, { counties: 1, schools: 10, seed: 11, years: 1 }), '别处')
    await openPage(page, office, '/')
    await page.locator('.verdict-panel').waitFor()
    assert.equal(new URL(page.url()).hash.slice(1), top)
    assert.match((await page.locator('.data-bar').textContent()) ?? '', /来源/)
    await page.locator('.data-bar .el-select').first().click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '别处' }).click()
    await page.waitForURL((url) => !url.hash.startsWith(`#${top}`))
    const area = /area\/(\d+)/.exec(county)?.[1] ?? ''
    const link = await addAccount(page, office, 'county-viewer', area)
    const clerk = await visit(browser, office)
    await enterByLink(clerk.page, link)
    await clerk.page.locator('.verdict-panel').waitFor()
    assert.ok(clerk.page.url().includes(`/area/${area}`), clerk.page.url())
    assert.match((await clerk.page.locator('.data-bar').textContent()) ?? '', /示例省/)
    assert.deepEqual([...clerk.complaints, ...clerk.refused, ...admin.complaints, ...admin.refused], [])
    await clerk.context.close()
  })
})
