/** The one shape in which the server tells what went wrong. */
export interface ErrorBody {
  error: { code: string; message: string; params: Record<string, string>; hint: string; request_id: string }
}

/** A request that failed. `message` and `hint` come from the server in the reader's language; both are empty where it said nothing. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint: string,
    readonly requestId: string,
    /** After so many seconds the same may be asked again; null where the server did not say. */
    readonly retryAfterS: number | null = null,
    readonly params: Record<string, string> = {}
  ) {
    super(message)
    this.name = 'ApiError'
  }

  /** The server gave no answer at all. */
  static unreachable(): ApiError {
    return new ApiError(0, 'unreachable', '', '', '')
  }

  static fromBody(status: number, body: Partial<ErrorBody> | undefined, retryAfter: string | null = null): ApiError {
    const error = typeof body === 'object' && body !== null ? body.error : undefined
    const seconds = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null
    if (error === undefined) return new ApiError(status, 'unreadable', '', '', '', seconds)
    return new ApiError(status, error.code, error.message, error.hint, error.request_id, seconds, error.params)
  }

  static from(cause: unknown): ApiError {
    if (cause instanceof ApiError) return cause
    return new ApiError(0, 'unexpected', cause instanceof Error ? cause.message : String(cause), '', '')
  }
}
