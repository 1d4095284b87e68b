/** A visitor who may not see numbers of 1 to 4 pupils: every page says so in words, and draws what is left. */
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { addAccount, enterByLink, openPage, stepMs, visit, type Visit } from './office'
import { fillOnce, tinySchool, world } from './world'

const step = { timeout: stepMs }
let viewer: Visit
let school = ''
let county = ''

/** What must stand nowhere: a value that is absent, printed as the language has it. */
async function strayWords(): Promise<string[]> {
  return ((await viewer.page.locator('main').innerText()).match(/NaN|undefined|\bnull\b|Infinity|\[object/g) ?? []) as string[]
}
const text = async (selector: string): Promise<string> => (await viewer.page.locator(selector).first().textContent()) ?? ''

describe('viewer', { concurrency: false }, () => {
  before(async () => {
    await fillOnce()
    const { admin, browser, office, top } = world()
    const link = await addAccount(admin.page, office, 'city-viewer', /area\/(\d+)/.exec(top)?.[1] ?? '')
    viewer = await visit(browser, office)
    await enterByLink(viewer.page, link)
    await viewer.page.locator('.verdict-panel').waitFor()
  })

  it('tells in the area above what is hidden', step, async () => {
    const { office, top } = world()
    await openPage(viewer.page, office, top)
    assert.match(await text('.verdict-panel'), /隐去（小于5人）/)
    assert.deepEqual([...(await strayWords()), ...viewer.complaints, ...viewer.refused], [])
  })

  it('writes the word in place of the pupils, in the list and on the page of the school', step, async () => {
    const { office, top } = world()
    await openPage(viewer.page, office, `${top}/schools`)
    await viewer.page.locator('.data-table-search input').fill(tinySchool)
    const row = viewer.page.locator('.data-table-row', { hasText: tinySchool })
    await viewer.page.waitForFunction((id) => document.querySelectorAll('.data-table-row').length === 1 && document.querySelector('.data-table-row')?.textContent?.includes(id), tinySchool)
    assert.match((await row.textContent()) ?? '', /隐去（小于5人）/)
    await row.getByRole('link').click()
    await viewer.page.waitForURL(/\/school\//)
    await viewer.page.locator('h2').first().waitFor()
    school = new URL(viewer.page.url()).hash.slice(1)
    county = school.replace(/\/school\/.*/, '')
    // The card of the forecast comes by itself.
    await viewer.settle()
    assert.match(await text('main .card-head .note'), /隐去（小于5人） 名学生/)
    // No empty axes where every year is hidden.
    assert.equal(await viewer.page.locator('.chart').count(), 0)
    assert.deepEqual([...(await strayWords()), ...viewer.complaints, ...viewer.refused], [])
  })

  it('has every page of the county without a fault', { timeout: 240_000 }, async () => {
    const { office } = world()
    for (const path of [county, `${county}/schools`, `${county}/what-if`, `${county}/what-if?school=${tinySchool}`, `${county}/compare`, `${county}/monitors`, `${county}/review`, `${county}/forecast`, `${county}/league`, `${county}/scenarios`]) {
      await openPage(viewer.page, office, path)
      for (const group of await viewer.page.locator('.report-group > summary').all()) await group.click()
      // Charts are drawn as they come near the view.
      for (const chart of await viewer.page.locator('.chart-canvas').all()) {
        await chart.scrollIntoViewIfNeeded()
        await chart.locator('canvas').first().waitFor()
      }
      await viewer.settle()
      assert.deepEqual([path, ...(await strayWords()), ...viewer.complaints, ...viewer.refused], [path])
    }
  })

  it('forecasts nothing that tells of the hidden school', step, async () => {
    const { office } = world()
    await openPage(viewer.page, office, `${county}/forecast`)
    const rows = viewer.page.locator('.data-table', { has: viewer.page.getByText('学校标识码') })
    await rows.locator('.data-table-search input').fill(tinySchool)
    const row = rows.locator('.data-table-row')
    await viewer.page.waitForFunction((id) => [...document.querySelectorAll('.data-table-row')].some((one) => one.textContent?.includes(id)), tinySchool)
    // Last year, the years ahead and what follows from them: no digit beside the name, the id and the dashes.
    const cells = await row.first().locator('[role=gridcell]').allTextContents()
    assert.deepEqual(cells.slice(2, 6).map((cell) => cell.trim()), ['—', '—', '—', '—'])
    assert.deepEqual([...(await strayWords()), ...viewer.complaints, ...viewer.refused], [])
  })

  it('says in words why the way to a hidden number is closed', step, async () => {
    const { office } = world()
    await openPage(viewer.page, office, county)
    await viewer.page.locator('.number-link').first().click()
    const box = viewer.page.locator('.lineage .error-box')
    await box.waitFor()
    assert.match((await box.textContent()) ?? '', /[\u4e00-\u9fff]{6}/)
    assert.deepEqual(viewer.complaints, [])
    await viewer.context.close()
  })
})
