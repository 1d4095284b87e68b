import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { api, currentCsrfToken, unwrap } from '@/api/client'
import { ApiError } from '@/api/api_error'
import { sendFile } from '@/api/send_file'
import type { Job, Upload } from '@/api/types'
import { jobError, useJob } from './job'
import { language } from './preferences'
import { useAction } from './query'

export interface UploadFlow {
  upload: ShallowRef<Upload | null>
  job: ShallowRef<Job | null>
  /** Share of the file that has been sent; null once the server reads it. */
  sent: ComputedRef<number | null>
  isBusy: ComputedRef<boolean>
  isReady: ComputedRef<boolean>
  error: ComputedRef<ApiError | null>
  mapping: Ref<string>
  cancel: () => Promise<void>
  send: (file: File) => Promise<void>
  /** Opens an upload that was begun earlier and follows the job that it waits for. */
  resume: (id: string) => Promise<void>
  remap: (body: { mapping?: string; columns?: { table: string; header: string; column_id: string }[] }) => Promise<void>
  discard: (id: string) => Promise<boolean>
  commit: (choice: { name: string; standards: string[]; accept_partial: boolean }) => Promise<Job | undefined>
  leave: () => void
}

/** The state in words of its own for a file that was read and has errors: nothing of it can be saved as it is. */
export function shownState(upload: Pick<Upload, 'state' | 'counts'> | undefined): Upload['state'] | 'faulty' {
  const state = upload?.state ?? 'reading'
  return state === 'ready' && (upload?.counts.errors ?? 0) > 0 ? 'faulty' : state
}

const path = (id: string) => ({ params: { path: { upload_id: id } } })

/** One file on its way in: sent, read, mended, taken over or discarded. `onOpened` tells which upload is shown, so that its address can be kept. */
export function useUpload(onOpened: (id: string | null) => void): UploadFlow {
  const upload = shallowRef<Upload | null>(null)
  const share = ref(0)
  const mapping = ref('')
  const { job, follow, cancel } = useJob()

  function show(next: Upload | null): void {
    upload.value = next
    onOpened(next?.id ?? null)
  }

  /** A job that the reader stopped leaves nothing to be shown. */
  async function followUpload(started: Upload): Promise<void> {
    show(started)
    const ended = await follow(started.job_id)
    if (ended.state === 'cancelled') {
      show(null)
      return
    }
    upload.value = await unwrap(api.GET('/api/uploads/{upload_id}', path(started.id)))
    const failed = jobError(ended)
    if (failed !== null && upload.value?.error == null) throw failed
  }

  const send = useAction(async (file: File) => {
    share.value = 0
    upload.value = null
    await followUpload(await sendFile(file, { mapping: mapping.value, csrfToken: currentCsrfToken(), language: language.value, onProgress: (sent) => (share.value = sent) }))
  })
  const resume = useAction(async (id: string) => {
    const found = await unwrap(api.GET('/api/uploads/{upload_id}', path(id)))
    mapping.value = found.mapping
    if (found.state === 'reading' || found.state === 'committing') await followUpload(found)
    else show(found)
  })
  const remap = useAction(async (body: { mapping?: string; columns?: { table: string; header: string; column_id: string }[] }) => {
    if (upload.value === null) return
    await followUpload(await unwrap(api.PUT('/api/uploads/{upload_id}/mapping', { ...path(upload.value.id), body })))
  })
  const discard = useAction(async (id: string) => {
    await unwrap(api.DELETE('/api/uploads/{upload_id}', path(id)))
    if (upload.value?.id === id) show(null)
    return true
  })
  const commit = useAction(async (choice: { name: string; standards: string[]; accept_partial: boolean }) => {
    if (upload.value === null) return undefined
    const id = upload.value.id
    const started = await unwrap(api.POST('/api/uploads/{upload_id}/commit', { ...path(id), body: choice }))
    const ended = await follow(started.id)
    if (ended.state === 'done') return ended
    upload.value = await unwrap(api.GET('/api/uploads/{upload_id}', path(id)))
    // The upload itself tells what went wrong; a job that the reader stopped has nothing to tell.
    const failed = jobError(ended)
    if (failed !== null && upload.value.error === null && ended.state !== 'cancelled') throw failed
    return undefined
  })

  const actions = [send, resume, remap, commit]
  return {
    upload, job, mapping, cancel,
    sent: computed(() => (send.isRunning.value && upload.value === null ? share.value : null)),
    isBusy: computed(() => actions.some((action) => action.isRunning.value)),
    isReady: computed(() => upload.value !== null && ['ready', 'rejected', 'committed'].includes(upload.value.state)),
    error: computed(() => [...actions, discard].map((action) => action.error.value).find((found) => found !== null) ?? null),
    send: async (file) => void (await send.run(file)),
    resume: async (id) => {
      await resume.run(id)
      // Gone or of somebody else: the address must not stay on it.
      if (resume.error.value !== null) onOpened(null)
    },
    remap: async (body) => void (await remap.run(body)),
    discard: async (id) => (await discard.run(id)) === true,
    commit: (choice) => commit.run(choice),
    leave: () => void (upload.value = null)
  }
}
