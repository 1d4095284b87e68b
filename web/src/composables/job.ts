import { onUnmounted, shallowRef, type ShallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import { ApiError } from '@/api/api_error'
import type { Job } from '@/api/types'

const ended = new Set<Job['state']>(['done', 'failed', 'cancelled', 'interrupted'])
const askEveryMs = 700

export interface JobWatch {
  job: ShallowRef<Job | null>
  /** Resolves with the job once it has ended. */
  follow: (id: string) => Promise<Job>
  cancel: () => Promise<void>
}

/** Follows a job by server-sent events; where the server gives no stream it is asked again and again. */
export function useJob(): JobWatch {
  const job = shallowRef<Job | null>(null)
  let stream: EventSource | null = null
  let isLeft = false

  const ask = (id: string): Promise<Job> => unwrap(api.GET('/api/jobs/{job_id}', { params: { path: { job_id: id } } }))

  async function askUntilEnded(id: string): Promise<Job> {
    for (;;) {
      const state = await ask(id)
      job.value = state
      if (ended.has(state.state) || isLeft) return state
      await new Promise((resolve) => setTimeout(resolve, askEveryMs))
    }
  }

  function listen(id: string): Promise<Job | null> {
    return new Promise((resolve) => {
      const source = new EventSource(`/api/jobs/${encodeURIComponent(id)}/events`)
      stream = source
      const stop = (result: Job | null): void => {
        source.close()
        resolve(result)
      }
      const take = (event: MessageEvent<string>): void => {
        const state = JSON.parse(event.data) as Job
        job.value = state
        if (ended.has(state.state)) stop(state)
      }
      source.addEventListener('progress', take)
      source.addEventListener('end', take)
      source.onerror = () => stop(null)
    })
  }

  async function follow(id: string): Promise<Job> {
    const now = await ask(id)
    job.value = now
    if (ended.has(now.state)) return now
    return (await listen(id)) ?? (await askUntilEnded(id))
  }

  async function cancel(): Promise<void> {
    if (job.value !== null) await unwrap(api.DELETE('/api/jobs/{job_id}', { params: { path: { job_id: job.value.id } } }))
  }

  onUnmounted(() => {
    isLeft = true
    stream?.close()
  })
  return { job, follow, cancel }
}

/** The error of a job that did not end well, or null. */
export function jobError(job: Job): ApiError | null {
  if (job.state === 'done') return null
  return new ApiError(0, job.error?.code ?? job.state, job.error?.message ?? '', job.error?.hint ?? '', '')
}
