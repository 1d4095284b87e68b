import { beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import type { Job, Upload } from '@/api/types'

const job = (state: Job['state'], error: Job['error'] = null): Job => ({ id: 'j', kind: 'commit', state, progress: 1, step: '', created_at: '', finished_at: '', result: null, error })
const upload = (state: Upload['state'], error: Upload['error'] = null): Upload => ({
  id: 'u', name: 'a.zip', size_bytes: 1, state, job_id: 'j', mapping: '', title: '', is_synthetic: false, school_years: [], counts: { errors: 0, warnings: 0, infos: 0 }, tables: [], unknown_headers: [],
  reconciliation: null, same_files: null, needs: [], outside: [], error
})
const notAssessed = { code: 'upload_not_assessed', message: 'kept as snapshot 3, not assessed to the end', hint: 'assess it once more' }
let stored = upload('ready')
let ended = job('done')

vi.mock('@/api/client', () => ({
  api: { GET: () => stored, POST: () => job('queued') },
  unwrap: (reply: unknown) => Promise.resolve(reply),
  currentCsrfToken: () => ''
}))
vi.mock('@/composables/job', async (original) => ({ ...(await original<typeof import('@/composables/job')>()), useJob: () => ({ job: { value: null }, follow: () => Promise.resolve(ended), cancel: () => undefined }) }))

const { shownState, useUpload } = await import('@/composables/upload')
const choice = { name: '2024', standards: ['cn.quality-2017'], accept_partial: false }

async function opened() {
  const flow = effectScope().run(() => useUpload(() => undefined))
  if (flow === undefined) throw new Error('no scope')
  await flow.resume('u')
  return flow
}
beforeEach(() => {
  stored = upload('ready')
  ended = job('done')
})

describe('useUpload', () => {
  it('keeps what was saved but not assessed in view, with the reason told once', async () => {
    const flow = await opened()
    ended = job('failed', notAssessed)
    stored = upload('committed', notAssessed)
    expect(await flow.commit(choice)).toBeUndefined()
    expect([flow.isReady.value, flow.upload.value?.state, flow.upload.value?.error?.code, flow.error.value]).toEqual([true, 'committed', 'upload_not_assessed', null])
  })
  it('shows it again where its address is opened', async () => {
    stored = upload('committed', notAssessed)
    const flow = await opened()
    expect([flow.isReady.value, flow.upload.value?.error?.code]).toEqual([true, 'upload_not_assessed'])
  })
  it('tells of a save that failed and kept nothing', async () => {
    const flow = await opened()
    ended = job('failed', { code: 'store_full', message: 'no room', hint: '' })
    await flow.commit(choice)
    expect([flow.upload.value?.state, flow.error.value?.code]).toEqual(['ready', 'store_full'])
  })
  it('has nothing to tell of a save that the reader stopped', async () => {
    const flow = await opened()
    ended = job('cancelled')
    await flow.commit(choice)
    expect([flow.upload.value?.state, flow.error.value]).toEqual(['ready', null])
  })
  it('shows a file that was taken and could not be read as refused', async () => {
    ended = job('failed', { code: 'zip_damaged', message: 'damaged', hint: '' })
    stored = upload('reading')
    const resuming = opened()
    await Promise.resolve()
    stored = upload('rejected', { code: 'zip_damaged', message: 'damaged', hint: '' })
    const flow = await resuming
    expect([flow.isReady.value, flow.upload.value?.state, flow.error.value]).toEqual([true, 'rejected', null])
  })
})

describe('shownState', () => {
  it('tells a file with errors from one that can be saved', () => {
    expect(shownState(upload('ready'))).toBe('ready')
    expect(shownState({ ...upload('ready'), counts: { errors: 3, warnings: 0, infos: 0 } })).toBe('faulty')
    expect(shownState({ ...upload('ready'), counts: { errors: 0, warnings: 9, infos: 9 } })).toBe('ready')
  })
  it('leaves the other states as they are', () => {
    expect(shownState({ ...upload('committed'), counts: { errors: 3, warnings: 0, infos: 0 } })).toBe('committed')
    expect(shownState(undefined)).toBe('reading')
  })
})
