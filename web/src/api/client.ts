import createClient, { type Middleware } from 'openapi-fetch'
import { language } from '@/composables/preferences'
import { ApiError, type ErrorBody } from './api_error'
import type { paths } from './schema'

let csrfToken = ''
let onSessionLost: () => void = () => undefined

/** The token that the server wants with every write of this session. */
export function setCsrfToken(token: string): void {
  csrfToken = token
}

export function currentCsrfToken(): string {
  return csrfToken
}

/** Called when the server answers 401 to a request that needs a session. */
export function setSessionLostHandler(handler: () => void): void {
  onSessionLost = handler
}

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', language.value)
    if (request.method !== 'GET' && csrfToken !== '') request.headers.set('X-CSRF-Token', csrfToken)
    return request
  },
  onResponse({ response, schemaPath }) {
    if (response.status === 401 && schemaPath !== '/api/session' && schemaPath !== '/api/one-time-link') onSessionLost()
    return response
  }
}

export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' })
api.use(headers)

interface Reply<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The data of a reply; anything else becomes an ApiError that can be shown. */
export async function unwrap<T>(reply: Promise<Reply<T>>): Promise<T> {
  let settled: Reply<T>
  try {
    settled = await reply
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw ApiError.unreachable()
  }
  if (settled.response.ok) return settled.data as T
  throw ApiError.fromBody(settled.response.status, settled.error as Partial<ErrorBody> | undefined, settled.response.headers.get('Retry-After'))
}
