/** What-if on a phone: what a press does is seen at once. */
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { logIn, openPage, stepMs, visit } from './office'
import { fillOnce, world } from './world'

const step = { timeout: stepMs }

describe('what-if', { concurrency: false }, () => {
  before(fillOnce)

  it('shows on a phone what filling a gap does, without scrolling', step, async () => {
    const { browser, office, county } = world()
    const one = await visit(browser, office, { width: 390, height: 844 })
    const { page } = one
    await logIn(page, office, 'admin')
    await openPage(page, office, `${county}/what-if`)
    const summary = page.locator('[data-test=summary]')
    await summary.waitFor()
    const fill = page.locator('.lacks').getByRole('button', { name: /补足到标准|补到达标/ }).first()
    await fill.scrollIntoViewIfNeeded()
    await fill.click()
    await page.locator('li.chip').first().waitFor()
    await summary.getByText('→').first().waitFor()
    const box = await summary.boundingBox()
    assert.ok(box !== null && box.y >= 0 && box.y + box.height <= 844, `summary at ${JSON.stringify(box)}`)
    // One box to scroll: the page.
    const nested = await page.evaluate(() => [...document.querySelectorAll('.what-if-inputs, .what-if-inputs .lacks')].filter((part) => part.scrollHeight > part.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(part).overflowY)).length)
    assert.equal(nested, 0)
    await summary.getByRole('link').click()
    await page.waitForFunction(() => document.activeElement?.id === 'what-if-outcome')
    await one.context.close()
  })

  it('brings the county to the standard in one step, and takes that back', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/what-if`)
    await page.locator('[data-test=fill-county]').click()
    await page.locator('li.chip').nth(1).waitFor()
    const summary = page.locator('[data-test=summary]')
    await summary.getByText(/\d+ → \d+ 所达标/).first().waitFor()
    for (const text of await summary.getByText(/所达标/).allTextContents()) {
      const [, met, total] = /(\d+) 所达标（共 (\d+) 所）/.exec(text) ?? []
      if (met !== undefined) assert.equal(met, total, text)
    }
    await page.getByRole('button', { name: '撤销', exact: true }).click()
    await page.locator('li.chip').first().waitFor({ state: 'detached' })
    assert.deepEqual(admin.complaints, [])
  })

  it('names the check that an implausible number breaks, beside the field and in the outcome', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/what-if`)
    const measure = page.locator('.measure', { hasText: '骨干' }).first()
    await measure.waitFor()
    await measure.locator('.el-input-number input').fill('9999')
    await measure.locator('.el-input-number input').press('Enter')
    await measure.locator('.measure-warning').waitFor()
    assert.match((await measure.locator('.measure-warning').textContent()) ?? '', /9999 大于/)
    assert.match((await page.locator('[data-test=warnings]').textContent()) ?? '', /9999 大于/)
  })

  it('offers rooms and classes by band, and tells the classes that follow', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/what-if`)
    const items = page.locator('details[data-test=items-primary], details[data-test=items-junior]').first()
    await items.waitFor()
    await items.locator('summary').click()
    const band = items.locator('.measure.is-compact').last()
    assert.match((await band.textContent()) ?? '', /66 人及以上的班数/)
    const box = band.locator('.el-input-number input')
    await box.fill(String(Number(await box.inputValue()) + 2))
    await box.press('Enter')
    await page.locator('[data-test=derived] li').first().waitFor()
    assert.match((await page.locator('[data-test=derived]').textContent()) ?? '', /班级数.*→/)
    assert.equal(await page.locator('[data-test=not-recomputed] li', { hasText: 'G5' }).count(), 0)
  })
})
