/** From a verdict to what is to be done: ranks of areas, schools that keep a county item from being met, what-ifs and scenarios, and accounts that ask first. */
import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import { addAccount, openPage, stepMs } from './office'
import { fillOnce, world } from './world'

const step = { timeout: stepMs }

describe('outcomes', { concurrency: false }, () => {
  before(fillOnce)
  beforeEach(() => {
    const { admin } = world()
    for (const list of [admin.complaints, admin.refused]) list.length = 0
  })

  it('ranks counties, and says by what', step, async () => {
    const { admin, office, top } = world()
    const { page } = admin
    await openPage(page, office, `${top}/league`)
    const rows = page.locator('.data-table-row')
    await rows.first().waitFor()
    const head = page.locator('.data-table-title', { hasText: '名次' })
    assert.match((await head.textContent()) ?? '', /按未达条款，少（低）的在前/)
    const at = await head.getAttribute('aria-colindex')
    const ranks = (await rows.locator(`[aria-colindex="${at}"]`).allTextContents()).map((text) => text.trim())
    const missedAt = await page.locator('.data-table-title', { hasText: '未达到的条款数' }).getAttribute('aria-colindex')
    const missed = (await rows.locator(`[aria-colindex="${missedAt}"]`).allTextContents()).map(Number)
    assert.deepEqual(missed, [...missed].sort((a, b) => a - b))
    assert.deepEqual(ranks, missed.map((count) => String(1 + missed.filter((other) => other < count).length)))
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('leads from a school that keeps an item from being met to its page, which tells the item', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, county)
    const first = page.locator('.card', { has: page.getByRole('heading', { name: '先改哪几所学校' }) }).locator('.data-table-row', { hasText: /G5 \d+ 个班超过 \d+ 人/ }).first()
    await first.waitFor()
    const large = /G5 (\d+ 个班超过 \d+ 人)/.exec((await first.textContent()) ?? '')?.[1] ?? ''
    await first.getByRole('link').click()
    const items = page.locator('[data-test=school-items]')
    await items.waitFor()
    const text = (await items.textContent()) ?? ''
    assert.match(text, /G5/)
    assert.ok(text.includes(`本校：${large}`), text)
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('refuses a number below zero in words, and says which items a change does not reach', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await openPage(page, office, `${county}/what-if`)
    await page.locator('[data-test=after]').waitFor()
    const measure = page.locator('.measure').first()
    const box = measure.locator('.el-input-number input')
    const recorded = await box.inputValue()
    await box.fill('-3')
    await box.press('Enter')
    assert.match((await measure.getByRole('alert').textContent()) ?? '', /-3 小于 0/)
    assert.equal(await measure.locator('.el-input-number input').inputValue(), recorded)
    assert.equal(await page.locator('li.chip').count(), 0)
    assert.equal(await page.locator('[data-test=not-recomputed]').count(), 0)
    await measure.locator('.el-input-number input').fill(String(Number(recorded) + 7))
    await measure.locator('.el-input-number input').press('Enter')
    await page.locator('li.chip').first().waitFor()
    assert.equal(await measure.getByRole('alert').count(), 0)
    const fixed = (await page.locator('[data-test=not-recomputed] li', { hasText: '班额表' }).textContent()) ?? ''
    assert.match(fixed, /G5/)
    await page.getByRole('button', { name: '保存为方案' }).click()
    await page.locator('input[name=scenario]').fill('增加七')
    await page.getByRole('button', { name: '另存为新方案' }).click()
    await page.getByText('正在修改方案“增加七”').waitFor()
    await openPage(page, office, `${county}/scenarios`)
    await page.locator('.data-table-row', { hasText: '增加七' }).locator('.el-checkbox').click()
    const card = page.locator('.card', { has: page.getByRole('heading', { name: '方案比较' }) })
    await card.getByText('小学达标学校').waitFor()
    assert.match((await card.locator('.data-table-row', { hasText: '小学达标学校' }).textContent()) ?? '', /\d+ \/ \d+ 所/)
    await card.getByText(`${recorded} → ${Number(recorded) + 7}`).waitFor()
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('has an area chosen for a new account, and asks before a password is reset', step, async () => {
    const { admin, office, county } = world()
    const { page } = admin
    await addAccount(page, office, 'reset-me', /area\/(\d+)/.exec(county)?.[1] ?? '')
    await openPage(page, office, '/admin/accounts')
    await page.getByRole('button', { name: '新增账户' }).click()
    await page.locator('input[name=new-login]').fill('nobody')
    const save = page.locator('.el-dialog button[type=submit]')
    assert.equal(await save.isDisabled(), true)
    await page.locator('.el-dialog').getByRole('combobox', { name: '地区' }).click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '全部地区' }).click()
    await page.getByText('该账户将看到全部地区的数据').waitFor()
    assert.equal(await save.isDisabled(), false)
    await openPage(page, office, '/admin/accounts')
    let resets = 0
    page.on('request', (request) => { if (/\/reset$/.test(request.url())) ++resets })
    const row = page.locator('.data-table-row', { hasText: 'reset-me' })
    await row.getByRole('button', { name: '重置密码' }).click()
    await page.locator('.el-message-box').getByText('reset-me').waitFor()
    await page.locator('.el-message-box').getByRole('button', { name: '取消' }).click()
    await page.locator('.el-message-box').waitFor({ state: 'hidden' })
    assert.equal(resets, 0)
    await row.getByRole('button', { name: '重置密码' }).click()
    await page.locator('.el-message-box').getByRole('button', { name: '重置密码' }).click()
    await page.locator('[data-test=one-time-link]').waitFor()
    assert.equal(resets, 1)
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })
})
