/** From a county item to its field, from filling a county to a scenario, and what the list of scenarios tells; a forecast that jumps to its parts. */
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { logIn, openPage, stepMs, visit } from './office'
import { fillOnce, world } from './world'

const step = { timeout: stepMs }

describe('scenarios', { concurrency: false }, () => {
  before(fillOnce)

  it('reports what filling the county did, keeps it, and ends the scenario when all is reset', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/what-if`)
    await page.locator('[data-test=fill-county]').click()
    const report = page.locator('[data-test=fill-report]')
    await report.getByText(/已补：\d+ 处改动，涉及 \d+ 所学校/).waitFor()
    const changes = Number(/(\d+) 处改动/.exec((await report.textContent()) ?? '')?.[1])
    if (changes > 8) {
      assert.equal(await page.locator('li.chip').count(), 8)
      await page.locator('[data-test=all-changes]').click()
    }
    assert.equal(await page.locator('[data-test=changes] li.chip').count(), changes)
    await report.getByRole('button', { name: '把这些改动存为方案' }).click()
    await page.locator('input[name=scenario]').fill('全县补齐')
    await page.locator('.el-dialog button[type=submit]').click()
    await page.getByText('正在修改方案“全县补齐”').waitFor()
    await page.getByRole('button', { name: '全部恢复' }).click()
    await page.locator('li.chip').first().waitFor({ state: 'detached' })
    assert.equal(await page.getByText('正在修改方案').count(), 0)
    assert.equal(await report.count(), 0)
  })

  it('tells on a phone, without sideways scrolling, the county of a scenario and what it brings', step, async () => {
    const { browser, office, county } = world()
    const one = await visit(browser, office, { width: 390, height: 844 })
    const { page } = one
    await logIn(page, office, 'admin')
    await openPage(page, office, `${county}/scenarios`)
    const row = page.locator('.data-table-row', { hasText: '全县补齐' }).first()
    await row.locator('[data-test=outcome]').waitFor()
    const text = (await row.textContent()) ?? ''
    assert.match(text, /达标学校：\d+ → \d+（共 \d+ 所）/)
    assert.match(text, /县/)
    const remove = await row.getByRole('button', { name: '删除' }).boundingBox()
    assert.ok(remove !== null && remove.x >= 0 && remove.x + remove.width <= 390, JSON.stringify(remove))
    assert.equal(await page.locator('.data-table-scroller').first().evaluate((box) => box.scrollWidth > box.clientWidth + 1), false)
    await one.context.close()
  })

  it('says how many pupils a school has where more are to be moved', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/what-if`)
    const form = page.locator('form[aria-label="调出学生"]')
    const box = form.locator('.el-input-number input')
    await box.fill('99999')
    await box.press('Tab')
    assert.match((await form.locator('[data-test=move-error]').textContent()) ?? '', /只有 [\d,]+ 名学生/)
    assert.equal(await box.inputValue(), '99999')
    assert.equal(await form.getByRole('button', { name: '调动', exact: true }).isDisabled(), true)
  })

  it('leads from a county item to the field that changes it', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/what-if`)
    await page.locator('.lacks').waitFor()
    const chips = page.locator('button.chip')
    for (let at = 0; at < (await chips.count()) && (await page.locator('[data-test=edit-item]').count()) === 0; ++at) {
      await chips.nth(at).click()
      await page.waitForTimeout(1000)
    }
    await page.locator('[data-test=edit-item]').first().click()
    await page.waitForFunction(() => document.activeElement?.closest('.measure') != null && document.activeElement.closest('details')?.open !== false)
  })

  it('jumps within a forecast to the heading, below the header', step, async () => {
    const { browser, office, county } = world()
    for (const width of [390, 1400]) {
      const one = await visit(browser, office, { width, height: 844 })
      const { page } = one
      await logIn(page, office, 'admin')
      await openPage(page, office, `${county}/forecast`)
      await page.getByRole('button', { name: /教师：/ }).click()
      await page.waitForTimeout(3000)
      const place = await page.evaluate(() => ({ top: document.activeElement?.getBoundingClientRect().top ?? -1, header: document.querySelector('.header')?.getBoundingClientRect().bottom ?? 0, inside: document.activeElement?.closest('section')?.id }))
      assert.equal(place.inside, 'forecast-teachers')
      assert.ok(place.top >= place.header && place.top < place.header + 120, JSON.stringify(place))
      await one.context.close()
    }
  })
})
