import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api/api_error'
import { fetchPatiently } from '@/composables/query'

const error = (status: number, code: string, retryAfter: string | null): ApiError => ApiError.fromBody(status, { error: { code, message: '', params: {}, hint: '', request_id: '' } }, retryAfter)

describe('fetchPatiently', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('asks again after the time that the server names', async () => {
    const fetcher = vi.fn().mockRejectedValueOnce(error(503, 'being_made', '2')).mockResolvedValue('made')
    const answer = fetchPatiently(fetcher, () => true)
    await vi.advanceTimersByTimeAsync(1999)
    expect(fetcher).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await answer).toBe('made')
  })
  it('gives up in the end', async () => {
    const fetcher = vi.fn().mockRejectedValue(error(503, 'being_made', '2'))
    const answer = expect(fetchPatiently(fetcher, () => true)).rejects.toThrow(ApiError)
    await vi.runAllTimersAsync()
    await answer
    expect(fetcher).toHaveBeenCalledTimes(31)
  })
  it.each([[422, '2'], [503, null], [503, 'Fri, 27 Nov 2026 08:00:00 GMT']])('tells %s with Retry-After %s at once', async (status, retryAfter) => {
    const fetcher = vi.fn().mockRejectedValue(error(status, 'x', retryAfter))
    await expect(fetchPatiently(fetcher, () => true)).rejects.toThrow(ApiError)
    expect(fetcher).toHaveBeenCalledTimes(1)
  })
  it('ends where another question was asked meanwhile', async () => {
    const fetcher = vi.fn().mockRejectedValue(error(503, 'being_made', '2'))
    await expect(fetchPatiently(fetcher, () => false)).rejects.toThrow(ApiError)
    expect(fetcher).toHaveBeenCalledTimes(1)
  })
})
