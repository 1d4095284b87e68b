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

  it('leads from a county item to the field that changes it: of the right stage the band of the largest classes', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/what-if`)
    const offender = await page.evaluate(async (path) => {
      const overview = (await (await fetch(path)).json()) as { items: { id: string; offenders?: { school_id: string; stage?: string }[] }[] }
      return overview.items.find((one) => one.id === 'G5')?.offenders?.[0]
    }, county.replace('/run/', '/api/runs/').replace('/area/', '/areas/'))
    assert.ok(offender?.stage !== undefined, 'a county with classes that are too large')
    await openPage(page, office, `${county}/what-if?school=${offender.school_id}`)
    await page.locator(`[data-test=edit-item][data-item=G5][data-stage=${offender.stage}]`).click()
    await page.waitForFunction(() => document.activeElement?.closest('[data-measure]') != null)
    const focused = await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-measure]')?.dataset.measure)
    const bands = await page.locator(`[data-measure^="${offender.stage} classes_"]`).evaluateAll((list) => list.map((one) => ({ id: (one as HTMLElement).dataset.measure, value: Number(one.querySelector('input')?.value) })))
    assert.ok(bands.length >= 10, JSON.stringify(bands))
    assert.equal(focused, bands.filter((one) => one.value > 0).at(-1)?.id)
    assert.equal(await page.evaluate(() => document.activeElement?.closest('details')?.open), true)
  })

  it('asks before changes are lost that no scenario has', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, county)
    await page.locator('#nav a', { hasText: '假设测算' }).click()
    const box = page.locator('.measure', { hasText: '骨干' }).first().locator('.el-input-number input')
    await box.fill(String(Number(await box.inputValue()) + 3))
    await box.press('Enter')
    await page.locator('[data-test=changes] li.chip').first().waitFor()
    const asked = page.locator('.el-message-box', { hasText: '有 1 处改动没有存为方案' })
    await page.locator('#nav a', { hasText: '方案' }).click()
    await asked.getByRole('button', { name: '留在本页' }).click()
    await asked.waitFor({ state: 'hidden' })
    assert.match(page.url(), /what-if/)
    assert.equal(await page.locator('[data-test=changes] li.chip').count(), 1)
    await page.goBack()
    await asked.getByRole('button', { name: '留在本页' }).click()
    await asked.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '保存为方案' }).click()
    await page.locator('input[name=scenario]').fill('留下的改动')
    await page.locator('.el-dialog button[type=submit]').click()
    await page.getByText('正在修改方案“留下的改动”').waitFor()
    await page.locator('#nav a', { hasText: '方案' }).click()
    await page.waitForURL(/scenarios/)
    assert.deepEqual(admin.complaints, [])
  })

  it('lists the changes of a scenario that the data do not take, and applies the others', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    const reason = '这份数据中没有这所学校'
    await page.route('**/api/scenarios/*', async (route) => {
      const stored = await route.fetch()
      const scenario = (await stored.json()) as { changes: object[] }
      const gone = { school_id: '9999999999', stage: 'primary', measure: 'pupils', value: 5 }
      await route.fulfill({ response: stored, json: { ...scenario, changes: [...scenario.changes, gone], not_applied: [{ ...gone, reason }] } })
    })
    await openPage(page, office, `${county}/scenarios`)
    await page.locator('.data-table-row a', { hasText: '留下的改动' }).click()
    const dropped = page.locator('[data-test=dropped]')
    await dropped.waitFor()
    assert.match((await dropped.textContent()) ?? '', new RegExp(`有 1 处改动.*9999999999.*${reason}`))
    assert.equal(await page.locator('[data-test=changes] li.chip').count(), 1)
    await page.unroute('**/api/scenarios/*')
    await page.locator('#nav a', { hasText: '总览' }).click()
    await page.waitForURL((url) => !url.href.includes('what-if'))
  })

  it('marks the outcome as that of the changes before where they cannot be assessed', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/what-if`)
    await page.locator('[data-test=summary]').waitFor()
    await page.route('**/what-if?*', (route) => route.abort())
    const box = page.locator('.measure', { hasText: '骨干' }).first().locator('.el-input-number input')
    await box.fill(String(Number(await box.inputValue()) + 1))
    await box.press('Enter')
    await page.locator('[data-test=stale]').waitFor()
    await page.unroute('**/what-if?*')
    await page.getByRole('button', { name: '重试' }).click()
    await page.locator('[data-test=stale]').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '全部恢复' }).click()
    admin.complaints.length = 0
  })

  it('jumps within a forecast to the heading, below the header', step, async () => {
    const { browser, office, county } = world()
    for (const width of [390, 1400]) {
      const one = await visit(browser, office, { width, height: 844 })
      const { page } = one
      await logIn(page, office, 'admin')
      await openPage(page, office, `${county}/forecast`)
      await page.getByRole('button', { name: /教师：/ }).click()
      await page.waitForFunction(() => document.activeElement?.closest('section')?.id === 'forecast-teachers')
      // The page scrolls smoothly, and what loads above moves it: it has come to rest when it stands twice.
      await page.waitForFunction(() => {
        const now = `${scrollY} ${document.activeElement?.getBoundingClientRect().top}`
        const isAtRest = document.body.dataset.restedAt === now
        document.body.dataset.restedAt = now
        return isAtRest
      }, undefined, { polling: 400 })
      const place = await page.evaluate(() => ({ top: document.activeElement?.getBoundingClientRect().top ?? -1, header: document.querySelector('.header')?.getBoundingClientRect().bottom ?? 0, inside: document.activeElement?.closest('section')?.id }))
      assert.equal(place.inside, 'forecast-teachers')
      assert.ok(place.top >= place.header && place.top < place.header + 120, JSON.stringify(place))
      await one.context.close()
    }
  })
})
